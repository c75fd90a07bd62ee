"""Rules about partners and agreements: values in, values out."""
