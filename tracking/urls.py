"""Every address of the installation: the dashboard's pages, the API, the feeds, the administrator's pages."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("quan-tri/", admin.site.urls),
    path("", include("tracking.desk.urls")),
]
