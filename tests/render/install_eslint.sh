#!/bin/sh
# Puts the linter of the pages' scripts into a folder, once, where npm is; elsewhere the test that
# needs it is skipped. The version is named here and nowhere else.
set -eu
eslint=9.39.1
folder=$1
command -v npm >/dev/null 2>&1 || exit 0
if grep -qs "\"version\": \"$eslint\"" "$folder/node_modules/eslint/package.json"; then exit 0; fi
npm install --silent --no-audit --no-fund --no-save --prefix "$folder" "eslint@$eslint" ||
    echo "eslint $eslint could not be installed: the test of the pages' scripts with it is skipped" >&2
