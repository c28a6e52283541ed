"""The application's name and start."""

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Theo dõi văn bản đến."""

    name = "tracking"
    verbose_name = "Theo dõi văn bản đến"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to changes of the calendar."""
        from tracking import calendar_changes  # noqa: F401 - its receivers register themselves
