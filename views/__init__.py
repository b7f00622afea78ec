"""What people see. May import flet and services; never httpx, tinydb or the browser."""
