"""`mingjian openapi`: the description of the API, as it is committed."""

import typer

from mingjian.cli.output import print_json
from mingjian.site.api import api


def add_to(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(openapi)


def openapi() -> None:
    """Prints the description of the API (OpenAPI 3.1)."""
    print_json(api.get_openapi_schema(path_prefix="/api/v1/"))
