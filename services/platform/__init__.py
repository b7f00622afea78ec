"""What differs between phone, desktop, kiosk and browser: Protocols, chosen once in ``main.py``."""
