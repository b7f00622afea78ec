"""Forms of the services: what may be defined, every version that was published, and checking answers."""
