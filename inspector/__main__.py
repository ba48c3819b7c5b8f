"""`python -m inspector <group> <command>`."""

from inspector.cli import main

main()
