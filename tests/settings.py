"""The real settings, over a folder and a master key that exist only while the tests run."""

import atexit
import base64
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="untilthen-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["UNTILTHEN_DATA"] = FOLDER
# An open browser keeps an event loop in its thread, which Django would take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["UNTILTHEN_MASTER_KEY"] = base64.b64encode(bytes(range(32))).decode()

from untilthen.web.settings import *  # noqa: E402, F403
from untilthen.web.settings import INSTALLED_APPS  # noqa: E402

# Its templates and tables are looked at too; its pages and its clock are not there.
INSTALLED_APPS = [*INSTALLED_APPS, "untilthen.demo"]
