"""What residents send: stored once, answered with a receipt, counted in the feed."""
