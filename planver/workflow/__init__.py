"""One function per user intention; the shells call these and nothing below them."""
