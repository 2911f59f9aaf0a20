"""``python -m aqmap``."""

from aqmap.cli import main

if __name__ == "__main__":
    main()
