# Built with `docker build -t boulevardtcg-backend .`; `npm run package:check` builds and starts the same without Docker.
# Another Node.js: --build-arg NODE_VERSION=22.21.1
ARG NODE_VERSION=20.20.2

FROM node:${NODE_VERSION}-bookworm AS build
WORKDIR /app
# SQLite's driver is compiled, with the headers that this image has: nothing comes from elsewhere than the npm registry.
ENV npm_config_build_from_source=true npm_config_nodedir=/usr/local
COPY package.json package-lock.json .npmrc ./
# Of all packages only this one must run something when it is installed.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY .swcrc prisma.config.ts tsconfig.json ./
COPY prisma prisma
COPY scripts scripts
COPY src src
RUN npm run build
# Without the list of development packages npm also lets go of what only those share with the others: Prisma's command line.
RUN npm pkg delete devDependencies && npm prune --ignore-scripts
RUN sh scripts/packaging/slim.sh
RUN mkdir data uploads

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /app
# The two MALLOC_ variables keep the resident memory of an idle instance down, see docs/operations.md.
ENV NODE_ENV=production \
    PORT=8080 \
    DATA_DIR=/app/data \
    UPLOAD_DIR=/app/uploads \
    MALLOC_ARENA_MAX=2 \
    MALLOC_TRIM_THRESHOLD_=131072
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/prisma/seed prisma/seed
COPY --from=build /app/prisma/postgresql/migrations prisma/postgresql/migrations
COPY --from=build /app/prisma/sqlite/migrations prisma/sqlite/migrations
# The commands of an operator, and what they share.
COPY --from=build /app/scripts/admin-create.mjs /app/scripts/backup.mjs /app/scripts/db-copy.mjs \
    /app/scripts/reconcile.mjs /app/scripts/restore.mjs /app/scripts/stock-audit.mjs \
    /app/scripts/ensure-built.mjs /app/scripts/progress-line.mjs /app/scripts/stale.mjs scripts/
COPY --from=build /app/dist dist
# The only folders that are written to, beside /tmp: the root file system may be read-only.
COPY --from=build --chown=1000:1000 /app/data data
COPY --from=build --chown=1000:1000 /app/uploads uploads
VOLUME ["/app/data", "/app/uploads"]
# "node" of the image, by number: Kubernetes can tell that it is not root.
USER 1000:1000
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
