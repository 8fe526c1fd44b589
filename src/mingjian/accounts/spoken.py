"""In which language a caller of the API is answered."""

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from mingjian.kernel.problem import Language


def language_of(request: HttpRequest) -> Language:
    """Chinese unless Accept-Language (or the screens' choice) prefers English."""
    return "en" if get_language_from_request(request).startswith("en") else "zh"
