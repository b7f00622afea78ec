"""What the app knows and does: no screens, no Flet (only ``platform/device_flet.py`` touches the device)."""
