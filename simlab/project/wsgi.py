from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from simlab.project.dangers import refuse_dangers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
application = get_wsgi_application()
refuse_dangers()
# Read now, so that the first of a class does not wait for the imports of every view.
get_resolver().url_patterns  # noqa: B018
