"""Every address of the installation: the dashboard's pages, the API, the feeds, the administrator's pages."""

from __future__ import annotations

from django.apps import apps
from django.contrib import admin
from django.urls import include, path

from tracking.api import api
from tracking.feeds import feed

urlpatterns = [
    path("quan-tri/", admin.site.urls),
    path("api/", api.urls),
    path("lich/<str:token>.ics", feed, name="feed"),
    path("", include("tracking.desk.urls")),
]

if apps.is_installed("mozilla_django_oidc"):
    urlpatterns.append(path("oidc/", include("mozilla_django_oidc.urls")))
