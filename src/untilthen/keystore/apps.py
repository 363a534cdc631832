"""The key store as a Django app, on a database of its own."""

from django.apps import AppConfig


class KeystoreConfig(AppConfig):
    """The app's name for Django."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "untilthen.keystore"
