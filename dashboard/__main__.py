"""``python -m dashboard``: the command line."""

from dashboard.cli import run

if __name__ == "__main__":
    run()
