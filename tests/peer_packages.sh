#!/bin/sh
# The programs that `make test-peers` compares with. On Debian as root they are installed here;
# elsewhere what is on the path serves, and a test without its program is skipped with the reason.
set -eu
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then exit 0; fi
missing=
office=/usr/lib/libreoffice/program
# Calc, Writer and Impress are packages of their own: a soffice alone does not say that all are there.
if ! [ -e $office/libswlo.so ] || ! [ -e $office/libsdlo.so ] || ! command -v soffice >/dev/null 2>&1; then
    missing="libreoffice-calc-nogui libreoffice-writer-nogui libreoffice-impress-nogui"
fi
if ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
    missing="$missing postgresql-postgis"
    # The tests start a server of their own: none need be set up and started beside it.
    mkdir -p /etc/postgresql-common
    if ! [ -e /etc/postgresql-common/createcluster.conf ]; then
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
fi
command -v firefox-esr >/dev/null 2>&1 || missing="$missing firefox-esr"
if [ -z "$missing" ]; then exit 0; fi
apt-get update -qq
# shellcheck disable=SC2086 # several packages
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
