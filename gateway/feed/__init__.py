"""The change feed: content rows of every collection, numbered in commit order."""
