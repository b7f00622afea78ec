"""The kiosk's launcher: starts Chromium, asks the page whether it lives, brings it back when it does not.

``python3 -m tools.kiosk`` on the kiosk's computer (deploy/kiosk), with the standard library only.
"""
