"""`python -m lagebild.cli`: the command line where the console script is not on the path."""

from lagebild.cli import main

if __name__ == "__main__":
    main()
