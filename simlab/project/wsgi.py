from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from simlab.project.dangers import refuse_dangers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simlab.project.settings")
application = get_wsgi_application()
refuse_dangers()
