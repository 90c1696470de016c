"""Does an output carry all of its source? Evidence word by word, and the lengths of both."""
