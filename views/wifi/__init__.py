"""The WiFi place: map and list of the same filtered set, and one station."""
