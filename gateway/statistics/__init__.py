"""The public clock: how long requests took, as figures and as the rows that they come from."""
