"""Letters and their delivery as a Django app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The app's name for Django."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "untilthen.letters"
