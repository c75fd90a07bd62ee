"""The year's report on the programme: figures with the lists behind them, as page and document."""
