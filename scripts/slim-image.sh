#!/bin/sh
# Part of the Dockerfile: removes files that no server reads. Types, source maps, the query compilers of databases that the
# shop does not use, and the sources of SQLite's driver.
set -eu
find dist node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete
find node_modules/@prisma/client/runtime -name '*.wasm-base64.*' \
  ! -name 'query_compiler_small_bg.sqlite.wasm-base64.mjs' \
  ! -name 'query_compiler_small_bg.postgresql.wasm-base64.mjs' -delete
rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src
find node_modules/better-sqlite3/build -type f ! -name better_sqlite3.node -delete
