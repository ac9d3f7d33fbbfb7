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

# Ports below 1024 are open to everybody inside a container, so the proxy needs neither root nor its capability.
FROM caddy:2-alpine AS proxy
RUN setcap -r /usr/bin/caddy && mkdir -p /data/caddy /config/caddy && chown -R 10001:10001 /data /config
COPY deploy/Caddyfile /etc/caddy/Caddyfile
USER 10001:10001
EXPOSE 80 443

FROM python:3.13-slim-bookworm AS simlab
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONPATH=/app SIMLAB_HOME=/var/lib/simlab
RUN groupadd --system --gid 10001 simlab && useradd --system --uid 10001 --gid simlab --create-home --home-dir /var/lib/simlab simlab
WORKDIR /app
COPY --from=packages /venv /venv
COPY manage.py pyproject.toml ./
COPY simlab/ simlab/
COPY orders/ orders/
COPY logistics/ logistics/
COPY payments/ payments/
COPY scoring/ scoring/
COPY --from=face /src/frontend/dist frontend/dist
USER 10001:10001
VOLUME /var/lib/simlab
EXPOSE 8000 8001
HEALTHCHECK --start-period=30s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# One process, SQLite, nothing else needed; docker-compose.yml runs the parts on their own.
CMD ["python", "-m", "simlab.project.cli", "serve", "--host", "0.0.0.0"]
