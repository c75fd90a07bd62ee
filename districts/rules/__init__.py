"""Pure rules about the units: values in, values out."""
