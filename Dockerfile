# docker build -t detente . && docker run --rm -p 8317:8317 detente
FROM python:3.11-slim AS build
WORKDIR /detente
COPY . .
RUN python -m venv /venv \
 && PIP_CONSTRAINT=constraints.txt /venv/bin/pip install --no-cache-dir . \
 && /venv/bin/detente build --data /data

FROM python:3.11-slim
COPY --from=build /venv /venv
COPY --from=build --chown=nobody /data /data
USER nobody
ENV DETENTE_DATA=/data DETENTE_SERVE_HOST=0.0.0.0
EXPOSE 8317
STOPSIGNAL SIGTERM
HEALTHCHECK CMD ["/venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8317/readyz')"]
CMD ["/venv/bin/detente", "serve", "--access-log", "-"]
