#!/bin/sh
# The programs that `make test-peers` compares with. On Debian as root they are installed here;
# elsewhere what is on the path serves, and a test without its program is skipped with the reason.
set -eu
# Calc, Writer and Impress are packages of their own: a soffice alone does not say that all are there.
if [ -e /usr/lib/libreoffice/program/libswlo.so ] && [ -e /usr/lib/libreoffice/program/libsdlo.so ] && command -v soffice >/dev/null 2>&1; then exit 0; fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libreoffice-calc-nogui libreoffice-writer-nogui \
        libreoffice-impress-nogui >/dev/null
fi
