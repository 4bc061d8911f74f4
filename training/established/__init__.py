"""Established programs, exactly as written: data with their progression rules, and what runs them."""
