"""The description of every interface of the gateway (OpenAPI 3.1), by hand where routes parse by hand."""
