"""Pure rules about partners: values in, values out."""
