"""The log as apps and devices edit it: by id, field by field. Doors call it; a model speaks in words instead."""
