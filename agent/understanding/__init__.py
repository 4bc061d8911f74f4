"""What a message means: clauses, typed spans, a learned router over tools, frames that fill its slots, one decision."""
