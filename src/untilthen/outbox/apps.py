"""The outbox as a Django app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The app's name for Django."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "untilthen.outbox"
