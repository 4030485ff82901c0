# The program with every extra, as a user without rights; nothing is fetched when it runs.
FROM python:3.12-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/xueshi
COPY requirements-server.lock .
RUN /opt/xueshi/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-server.lock
COPY pyproject.toml README.md LICENSE ./
COPY extractor extractor
COPY verifier verifier
COPY web web
RUN /opt/xueshi/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim-bookworm
RUN groupadd --gid 10001 xueshi \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin xueshi \
    && install -d -o xueshi -g xueshi /data
COPY --from=build /opt/xueshi /opt/xueshi
ENV PATH=/opt/xueshi/bin:$PATH XUESHI_DATA=/data PYTHONUNBUFFERED=1 OMP_NUM_THREADS=1
USER 10001:10001
WORKDIR /data
VOLUME /data
ENTRYPOINT ["xueshi"]
CMD ["--help"]
