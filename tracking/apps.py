"""The application's name and start."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Theo dõi văn bản đến."""

    name = "tracking"
    verbose_name = "Theo dõi văn bản đến"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to changes of the calendar and of the office's profile."""
        from tracking import calendar_changes, office_changes  # noqa: F401 - their receivers register themselves
