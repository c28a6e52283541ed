"""The door that every page goes through: method, log-in, rights, act, answer.

What a person may not see is answered as if it were not there (404); what their role may not do is refused (403).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from tracking import rights
from tracking.errors import NotAllowed, TrackingError
from tracking.models import Dispatch, Task, User

P = ParamSpec("P")
D = TypeVar("D", date, None)
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(*methods: str, action: str | None = None) -> Callable[[View[P]], View[P]]:
    """A view for people who are logged in; `action` is one of the office as a whole (`tracking.rights`).

    A refusal by the services becomes a sentence: on a POST beside the page one came from, else as a page.
    """

    def wrap(view: View[P]) -> View[P]:
        @require_http_methods(methods or ("GET", "HEAD"))
        @login_required
        @wraps(view)
        def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            try:
                if action is not None:
                    rights.require(request.user, action)
                return view(request, *args, **kwargs)
            except NotAllowed as error:
                return refused(request, str(error), 403)
            except TrackingError as error:
                if request.method == "POST":
                    messages.error(request, str(error))
                    return back(request)
                return refused(request, str(error), error.status)

        return opened

    return wrap


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The page that says why not, and where to go instead."""
    return render(request, "desk/refused.html", {"sentence": sentence}, status=status)


def back(request: HttpRequest, otherwise: str = "/") -> HttpResponse:
    """To the page that the form named (`next`), if it is one of ours."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(wanted if safe else otherwise)


def person(request: HttpRequest) -> User:
    """Who asks: a view behind `page` always has one."""
    assert isinstance(request.user, User)
    return request.user


def dispatch_for(request: HttpRequest, pk: int, action: str = "view") -> Dispatch:
    """The dispatch `pk` for who asks; 404 where they may not see it, `NotAllowed` where they may not do `action`."""
    found = rights.visible(request.user).filter(pk=pk).select_related("file", "same_paper_as", "confirmed_by").first()
    if found is None:
        raise Http404("Không có văn bản này.")
    if action != "view":
        rights.require(request.user, action, found)
    return found


def task_for(request: HttpRequest, pk: int) -> Task:
    """The task `pk` for who asks, or 404."""
    found = (
        rights.visible_tasks(request.user)
        .filter(pk=pk)
        .select_related("dispatch", "lead_unit", "person", "deadline", "directive", "closed_by", "amended_by")
        .first()
    )
    if found is None:
        raise Http404("Không có việc này.")
    return found


def day_of(text: str, otherwise: D) -> date | D:
    """A day as a filter's address gives it (`05/9/2024` or ISO); `otherwise` for what is none."""
    try:
        found: date | None = forms.DateField(required=False, localize=True).clean(text)
    except forms.ValidationError:
        return otherwise
    return found or otherwise


def parameters(request: HttpRequest, **changes: Any) -> str:
    """The address's query with `changes`, an empty value taking a parameter out; shareable and stable."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return query.urlencode()
