"""``python -m planver``."""

from planver.cli.main import main

if __name__ == "__main__":
    main()
