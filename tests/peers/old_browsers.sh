#!/bin/sh
# Puts Chromium 86 and 109 into a folder, once, where npm is: the browsers of old office computers,
# as two packages under the MIT licence bring them. Elsewhere the tests that need them are skipped.
set -eu
folder=$1
command -v npm >/dev/null 2>&1 || exit 0
put() {
    if [ -x "$folder/$2/chromium" ]; then return 0; fi
    if ! npm install --silent --no-audit --no-fund --no-save --ignore-scripts --prefix "$folder/npm-$2" "$1"; then
        echo "$1 could not be installed: the tests with Chromium $2 are skipped" >&2
        return 0
    fi
    mkdir -p "$folder/$2"
    node -e 'const fs = require("fs"); const [, from, to] = process.argv;
        fs.writeFileSync(to, require("zlib").brotliDecompressSync(fs.readFileSync(from)), { mode: 0o755 });' \
        "$folder/npm-$2/node_modules/${1%@*}/bin/chromium.br" "$folder/$2/unpacked"
    mv "$folder/$2/unpacked" "$folder/$2/chromium"
    rm -r "$folder/npm-$2"
}
put chrome-aws-lambda@5.3.1 86
put @sparticuz/chromium@109.0.6 109
