"""What the gateway says of itself: configuration for the app, liveness and readiness."""
