"""python -m sheetscore"""

from sheetscore.cli import main

if __name__ == "__main__":
    main()
