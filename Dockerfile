# The hub in one image: a binary that holds its pages, styles, mails and migrations.
FROM rust:1.94-slim-bookworm AS build
WORKDIR /src
# libsqlite3-sys and ring compile C.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc libc6-dev make pkg-config \
    && rm -rf /var/lib/apt/lists/*
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin hub \
    && cp target/release/hub /usr/local/bin/hub

FROM debian:bookworm-slim
# curl is for the health check below; certificates are for harvests and webhooks.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/hub --create-home hub \
    && install --directory --owner=hub /var/lib/hub/data
COPY --from=build /usr/local/bin/hub /usr/local/bin/hub
USER hub
WORKDIR /var/lib/hub
ENV HUB_DATA_DIR=/var/lib/hub/data \
    HUB_LISTEN=0.0.0.0:8080 \
    HUB_LOG_FORMAT=json
VOLUME /var/lib/hub/data
EXPOSE 8080
# Alive, not ready: a server that drains is not ready, and must not be killed for it.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/healthz"]
# The server drains for up to 30 seconds after SIGTERM: stop it with `docker stop --time 35`.
STOPSIGNAL SIGTERM
ENTRYPOINT ["hub"]
CMD ["serve"]
