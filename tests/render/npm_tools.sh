#!/bin/sh
# Puts what the tests of the pages take from npm into a folder, once: the linter of the scripts, and
# axe-core, which looks for what keeps people out (MPL: it is run by tests and never part of a page).
# Where npm is not, the tests that need them are skipped. The versions are named here and nowhere else.
set -eu
folder=$1
command -v npm >/dev/null 2>&1 || exit 0
tools="eslint@9.39.1 axe-core@4.11.0"
if [ "$(cat "$folder/installed" 2>/dev/null)" = "$tools" ]; then exit 0; fi
# shellcheck disable=SC2086 # several packages
if npm install --silent --no-audit --no-fund --no-save --prefix "$folder" $tools; then
    echo "$tools" >"$folder/installed"
else
    echo "$tools could not be installed: the tests of the pages with them are skipped" >&2
fi
