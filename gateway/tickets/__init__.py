"""Tickets: what an agency answers for, from receipt to the reporter's confirmation. See docs/tickets.md."""
