"""Rules about units: values in, values out."""
