"""What the coach can do: typed async methods of frozen dataclasses that hold the athlete."""
