#!/bin/sh
# Part of the Dockerfile: takes out of the built folder what no server reads. Types and source maps, the query compilers
# that Prisma's client carries for every database (dist/ has its own two), and what SQLite's driver was compiled from.
set -eu
find dist node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete
rm -f node_modules/@prisma/client/runtime/*.wasm-base64.*
rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src
find node_modules/better-sqlite3/build -type f ! -name better_sqlite3.node -delete
