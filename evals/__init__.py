"""Is the coach any good? Cases by other hands, judged by what is stored afterwards."""
