"""How a prison sentence is computed: one file per section, in the order in which the Bureau of Prisons works."""
