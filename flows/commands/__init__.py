"""The commands of `congvan`, one a module; only Typer is imported at their top."""
