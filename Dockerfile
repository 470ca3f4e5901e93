# The API and the explorer, on any store. Build: docker build -t maillage .
FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/maillage
COPY pyproject.toml constraints.txt README.md LICENSE ./
# The dependencies first: they change seldom, and this layer is the slow one.
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > wanted.txt \
 && /opt/maillage/bin/pip install --quiet -c constraints.txt -r wanted.txt
COPY src src
COPY schema schema
COPY graph graph
COPY loaders loaders
COPY api api
COPY viz viz
RUN /opt/maillage/bin/pip install --quiet --no-deps .

FROM python:3.12-slim
LABEL org.opencontainers.image.title="maillage" \
      org.opencontainers.image.description="Knowledge graph of participatory democracy and territorial development" \
      org.opencontainers.image.licenses="Apache-2.0"
# Fixed numbers, so that a volume's files keep their owner from one image to the next.
RUN groupadd --gid 10001 maillage \
 && useradd --uid 10001 --gid maillage --no-create-home --home-dir /data --shell /usr/sbin/nologin maillage \
 && install -d -o maillage -g maillage /data
COPY --from=build /opt/maillage /opt/maillage
ENV PATH=/opt/maillage/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MAILLAGE_STORE=embedded:/data/store
USER maillage
WORKDIR /data
VOLUME /data
EXPOSE 8765
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8765/api/health', timeout=4).read()"]
ENTRYPOINT ["maillage", "serve", "--host", "0.0.0.0", "--port", "8765"]
