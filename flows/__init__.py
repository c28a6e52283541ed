"""What runs, when, and what happens when it fails: Prefect flows and the command line.

Nothing heavy is imported here: `congvan --help` must answer at once.
"""
