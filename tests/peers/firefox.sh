#!/bin/sh
# Puts what drives Firefox into a folder, once, where npm is; Firefox itself is Debian's. Elsewhere
# the test that needs it is skipped.
set -eu
folder=$1
command -v npm >/dev/null 2>&1 || exit 0
tool=puppeteer-core@24.43.1
if [ "$(cat "$folder/installed" 2>/dev/null)" = "$tool" ]; then exit 0; fi
if npm install --silent --no-audit --no-fund --no-save --prefix "$folder" "$tool"; then
    echo "$tool" >"$folder/installed"
else
    echo "$tool could not be installed: the test with Firefox is skipped" >&2
fi
