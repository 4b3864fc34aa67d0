# Stage 1: the pages' assets.
FROM node:20-bookworm-slim AS assets
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc frontend/
RUN cd frontend && npm ci --ignore-scripts
COPY frontend frontend
COPY portal/static portal/static
RUN cd frontend && npm run build
COPY scripts/word-list scripts/
RUN apt-get update && apt-get install -y --no-install-recommends wbritish \
    && mkdir -p moderation/hints/data && scripts/word-list

# Stage 2: the wheel, and everything it needs as wheels with checked hashes. What builds it stays here.
FROM python:3.12-slim-bookworm AS wheel
WORKDIR /build
COPY requirements requirements
RUN pip wheel --no-cache-dir --no-deps --require-hashes -r requirements/run.txt --wheel-dir /wheels
RUN pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY scripts/gather.py scripts/eight_bits.py scripts/
RUN python scripts/gather.py
COPY pyproject.toml README.md ./
COPY portal portal
COPY crypto crypto
COPY moderation moderation
COPY templates templates
COPY --from=assets /build/portal/static/build portal/static/build
COPY --from=assets /build/moderation/hints/data moderation/hints/data
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /portal .

# Stage 3: what runs: a plain user, nothing to compile with, nothing writable but /data.
FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin letterbox \
    && install -d -o letterbox -g letterbox -m 0700 /data
COPY --from=wheel /wheels /wheels
COPY --from=wheel /portal /portal
RUN pip install --no-cache-dir --no-index --find-links /wheels /wheels/*.whl \
    && pip install --no-cache-dir --no-deps --no-index /portal/*.whl \
    && rm -rf /wheels /portal
# What the worker opens documents with; the doors do without it, but one image serves all three.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libreoffice-writer-nogui bubblewrap libpango-1.0-0 \
       libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*
ENV LETTERBOX_DATA=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER letterbox
WORKDIR /data
VOLUME /data
EXPOSE 8001 8002
# One image, three containers: "serve --door family", "serve --door staff", "worker".
# Each gets only its own key file, mounted read-only under LETTERBOX_KEYS.
ENTRYPOINT ["letterbox"]
CMD ["serve", "--door", "family", "--bind", "0.0.0.0:8001"]
