# syntax=docker/dockerfile:1
# Mirrors: --build-arg PIP_INDEX_URL=... --build-arg NPM_CONFIG_REGISTRY=...
FROM node:24-bookworm-slim AS face
ARG NPM_CONFIG_REGISTRY
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.13-slim-bookworm AS packages
ARG PIP_INDEX_URL
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements/runtime.txt /tmp/runtime.txt
RUN /venv/bin/pip install --require-hashes -r /tmp/runtime.txt

FROM python:3.13-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONPATH=/app SIMLAB_HOME=/var/lib/simlab
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/simlab simlab
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py pyproject.toml ./
COPY simlab/ simlab/
COPY orders/ orders/
COPY logistics/ logistics/
COPY payments/ payments/
COPY scoring/ scoring/
COPY --from=face /src/frontend/dist frontend/dist
USER simlab
EXPOSE 8000 8001
# One process, SQLite, nothing else needed; docker-compose.yml runs the parts on their own.
CMD ["python", "-m", "simlab.project.cli", "serve", "--host", "0.0.0.0"]
