"""A message by what each of its words is: tags, put together into readings beside those of the grammar."""
