"""The public clock: how long agencies take, for everybody to see."""
