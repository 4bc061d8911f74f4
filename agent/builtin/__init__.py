"""The built-in coach: a chat model that understands training talk by grammar, and needs no key."""
