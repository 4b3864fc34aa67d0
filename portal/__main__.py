"""`python -m portal` is the `letterbox` command."""

from portal.cli.main import main

main()
