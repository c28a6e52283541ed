"""Nhiệm vụ: made from directives (`make`), moved by people (`services`), found by pages (`selectors`)."""
