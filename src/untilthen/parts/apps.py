"""The parts of the key as a Django app."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """The app's name for Django."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "untilthen.parts"
