"""The administrator's pages: people, units, the office's profile and calendar. Dispatches are worked on at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from simple_history.admin import SimpleHistoryAdmin

from tracking.models import DayOff, NoticeYear, Office, Unit, User

admin.site.site_header = admin.site.site_title = "Quản trị congvan"
PERSON: Any = (("Công việc", {"fields": ("full_name", "unit", "role")}),)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]  # generic to the type checker only
    fieldsets = (*(UserAdmin.fieldsets or ()), *PERSON)
    add_fieldsets = (*UserAdmin.add_fieldsets, *PERSON)
    list_display = ("username", "full_name", "unit", "role", "is_active")
    list_filter = ("role", "unit", "is_active")
    search_fields = ("username", "full_name", "email")


admin.site.register(Unit, SimpleHistoryAdmin)
admin.site.register(Office, SimpleHistoryAdmin)
admin.site.register(DayOff, SimpleHistoryAdmin)
admin.site.register(NoticeYear)
