"""All addresses: the API under /api/v1/, the screens everywhere else."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mingjian.site.api")),
    path("", include("mingjian.web.urls")),
]

handler400 = "mingjian.web.problems.bad_request"
handler403 = "mingjian.web.problems.forbidden"
handler404 = "mingjian.web.problems.not_found"
handler500 = "mingjian.web.problems.server_error"
