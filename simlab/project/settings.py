"""Django settings; everything a deployment may change comes from the environment."""

from __future__ import annotations

import os
from typing import Any

from simlab.project import environment
from simlab.project.logs import logging_config

SIMLAB_HOME = environment.home()
SECRET_KEY = environment.secret_key(SIMLAB_HOME)
DEBUG = environment.flag("SIMLAB_DEBUG")
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simlab.runs.apps.RunsConfig",
    "orders.apps.OrdersConfig",
    "logistics.apps.LogisticsConfig",
    "payments.apps.PaymentsConfig",
    "simlab.engine.apps.EngineConfig",
    "scoring.apps.ScoringConfig",
    "simlab.classroom.apps.ClassroomConfig",
    "simlab.project.apps.ProjectConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "simlab.project.headers.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "simlab.project.urls"
WSGI_APPLICATION = "simlab.project.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}
]
DATABASES = {"default": environment.database(SIMLAB_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Argon2 sized so that a class of sixty can sign in within a minute on two cores.
PASSWORD_HASHERS = ["simlab.project.passwords.ClassroomArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = SIMLAB_HOME / "static"
SPA_DIR = environment.front_end()
STATICFILES_DIRS = [("spa", SPA_DIR)] if SPA_DIR.is_dir() else []
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/spa/assets/.+-[0-9A-Za-z_-]{8}\..+$"

HTTPS = environment.flag("SIMLAB_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LIVE_ORIGIN = os.environ.get("SIMLAB_LIVE_ORIGIN", "http://127.0.0.1:8001")

# Where phones reach this installation, for the QR code to join a class; else as the instructor's browser reaches it.
JOIN_ORIGIN = os.environ.get("SIMLAB_JOIN_ORIGIN", "")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "SimLab",
    "VERSION": "1",
    "DESCRIPTION": (
        "Everything that the pages do, for programs: sign in with a session, or send a token as "
        "`Authorization: Bearer ...`. Money is in minor units (`_minor`), shares are in ten-thousandths (`_e4`). "
        "Refusals are problem details (RFC 9457) in the language of `Accept-Language` (en or zh). Lists come in pages: "
        "send `next` back as `cursor`. Between turns an answer changes only by the store's own decisions, and says so by its `ETag`."
    ),
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"docExpansion": "none", "displayRequestDuration": True, "filter": True},
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "AccountStandingEnum": "simlab.classroom.schemas.account.STANDINGS",
        "CaseAnswerEnum": "simlab.classroom.schemas.cases.CASE_ANSWERS",
        "CaseKindEnum": "simlab.classroom.schemas.cases.CASES",
        "DecisionStateEnum": "simlab.classroom.schemas.decisions.STATES",
        "DisputeStateEnum": "simlab.classroom.schemas.disputes.STATES",
        "EvidenceEnum": "simlab.classroom.schemas.disputes.EVIDENCE",
        "OrderStatusEnum": "simlab.classroom.schemas.texts.ORDER_STATUSES",
        "PaymentStatusEnum": "simlab.classroom.schemas.lists.PAYMENT_STATUSES",
        "TrackingStatusEnum": "simlab.classroom.schemas.orders.TRACKING_STATUSES",
        "StateEnum": "simlab.classroom.schemas.texts.RUN_STATES",
    },
}

REDIS_URL = os.environ.get("REDIS_URL", "")
EMBEDDED = not REDIS_URL
CACHES = environment.caches(REDIS_URL)

# In production every closed day and every chore is a line; at home only what went wrong.
LOGGING = logging_config(
    os.environ.get("SIMLAB_LOG_LEVEL", "WARNING" if EMBEDDED else "INFO"),
    as_json=os.environ.get("SIMLAB_LOG_FORMAT", "text" if EMBEDDED else "json") == "json",
)

PRIVACY_CONTACT = os.environ.get("SIMLAB_PRIVACY_CONTACT", "")
METRICS_TOKEN = os.environ.get("SIMLAB_METRICS_TOKEN", "")
environment.make_metrics_folder()
