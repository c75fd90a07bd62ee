"""Pure rules about partners and agreements: values in, values out."""
