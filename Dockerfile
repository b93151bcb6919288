# Built with `docker build -t boulevardtcg-backend .`; `npm run package:check` lints it.
# Another Node.js: --build-arg NODE_VERSION=22.21.1. Of Node.js 24 the latest is 24.18: docs/operations.md says why.
ARG NODE_VERSION=20.20.2

FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /app
# SQLite's driver is compiled with the headers of this image: everything comes from the npm registry.
ENV npm_config_build_from_source=true npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
# The client is a workspace of the lock file. Nothing of it gets into the image.
COPY client/package.json client/
# The only package whose install script must run.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY .swcrc nest-cli.json prisma.config.ts tsconfig.json tsconfig.build.json ./
COPY prisma prisma
COPY scripts scripts
COPY src src
RUN npm run generate && npm run build
# Without the lists of development packages and workspaces npm also removes Prisma's command line, which only they need,
# and the client.
RUN npm pkg delete devDependencies workspaces && npm prune --ignore-scripts
RUN sh scripts/slim-image.sh
RUN mkdir data uploads

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    PORT=8080 \
    DATA_DIR=/app/data \
    UPLOAD_DIR=/app/uploads
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/prisma/seed prisma/seed
COPY --from=build /app/prisma/postgresql/migrations prisma/postgresql/migrations
COPY --from=build /app/prisma/sqlite/migrations prisma/sqlite/migrations
COPY --from=build /app/dist dist
# The only writable folders, with /tmp: the root file system can be read-only.
COPY --from=build --chown=1000:1000 /app/data data
COPY --from=build --chown=1000:1000 /app/uploads uploads
VOLUME ["/app/data", "/app/uploads"]
# The image's user "node", by number, so that Kubernetes can verify that it is not root.
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
