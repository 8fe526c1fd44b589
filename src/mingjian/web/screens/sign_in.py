"""Signing in and out, and what a reader prefers."""

from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from mingjian.accounts.models import Account
from mingjian.accounts.sign_in import sign_in
from mingjian.kernel.problem import Problem
from mingjian.web.preferences import remember_language, remember_type
from mingjian.web.screen import PUBLIC, screen
from mingjian.web.words import language


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


@screen(PUBLIC, "GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """The sign-in page; whoever signs in goes where he wanted to go."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = sign_in(request, **form.cleaned_data)
        except Problem as problem:
            return _refused(request, form, problem)
        return _welcome(request, account)
    return _form(request, form)


@screen(PUBLIC, "POST")
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out; the session is gone."""
    logout(request)
    return redirect("sign-in")


@screen(PUBLIC, "POST")
def prefer(request: HttpRequest) -> HttpResponse:
    """Keep the language or the size of type, and go back to where the reader was."""
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "/")))
    chosen = request.POST.get("language", "")
    remember_language(response, chosen)
    remember_type(response, request.POST.get("type", ""))
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return response


def _welcome(request: HttpRequest, account: Account) -> HttpResponse:
    response = HttpResponseRedirect(_safe(request, request.GET.get("next", "/")))
    remember_language(response, account.language)
    return response


def _refused(request: HttpRequest, form: SignInForm, problem: Problem) -> HttpResponse:
    form.add_error(None, f"{problem.sentence(language())} {problem.way_out(language())}")
    return _form(request, form, status=problem.status)


def _form(request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
    return render(request, "accounts/sign_in.html", {"form": form}, status=status)


def _safe(request: HttpRequest, address: str) -> str:
    """Only addresses of this site: a link in a letter must not lead elsewhere after sign-in."""
    secure = request.is_secure()
    known = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=secure)
    return address if known else "/"
