"""Makes Vietnamese dispatches as their offices print, stamp, sign and scan them, with the truth beside them."""
