"""What a message tells of the athlete and of others that is true beyond today: facts with whose they are and how long."""
