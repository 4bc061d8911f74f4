"""Other services: connections to them, what comes from them, what is sent to them."""
