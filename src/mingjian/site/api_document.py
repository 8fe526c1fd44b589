"""Write the API's OpenAPI document: `python -m mingjian.site.api_document > openapi.json`."""

import json
import os
import sys

import django


def document() -> str:
    """The OpenAPI 3.1 document as it is committed: two spaces, Chinese kept, a last line feed."""
    from mingjian.site.api import api  # noqa: PLC0415 - after django.setup()

    schema = api.get_openapi_schema()
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Print the document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    django.setup()
    sys.stdout.write(document())


if __name__ == "__main__":
    main()
