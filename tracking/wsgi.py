"""The door for WSGI servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracking.conf")
application = get_wsgi_application()

from tracking.desk.charts import warm  # noqa: E402 - models can be imported only now
from tracking.desk.kept import later  # noqa: E402

WARM_AFTER_SECONDS = 15
"""First the server and its neighbours start."""
later(WARM_AFTER_SECONDS, warm)
