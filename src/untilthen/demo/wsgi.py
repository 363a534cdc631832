"""The demo's WSGI application: the whole of Until Then, told the time by the demo's clock."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "untilthen.demo.settings")
application = get_wsgi_application()

from untilthen import edge  # noqa: E402 - the models behind the clock need Django set up
from untilthen.demo.clock import stage_now  # noqa: E402

edge.set_clock(stage_now)
