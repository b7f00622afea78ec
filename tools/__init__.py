"""Developer commands: build the web app, compile catalogues, write fonts, land and icons."""
