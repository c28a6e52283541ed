"""The search index, which each database makes in its own way."""

from django.db import migrations


def _backend(vendor):
    if vendor == "postgresql":
        from tracking.search import postgres

        return postgres
    from tracking.search import sqlite

    return sqlite


def create(apps, schema_editor):
    schema_editor.execute(_backend(schema_editor.connection.vendor).CREATE)


def drop(apps, schema_editor):
    schema_editor.execute(_backend(schema_editor.connection.vendor).DROP)


class Migration(migrations.Migration):
    dependencies = [("tracking", "0002_reminder_turn")]
    operations = [migrations.RunPython(create, drop)]
