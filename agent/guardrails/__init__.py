"""What a language model may do and say, held to the athlete's words and to what tools answered: in code, for every model."""
