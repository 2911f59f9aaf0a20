#!/bin/sh
# The programs that `make test-peers` compares with. On Debian as root they are installed here;
# elsewhere what is on the path serves, and a test without its program is skipped with the reason.
set -eu
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then exit 0; fi
missing=
# Calc and Writer are packages of their own: a soffice alone does not say that both are there.
if ! [ -e /usr/lib/libreoffice/program/libswlo.so ] || ! command -v soffice >/dev/null 2>&1; then
    missing="libreoffice-calc-nogui libreoffice-writer-nogui"
fi
# The package of PostGIS brings the server; its number is that of the server's version.
if ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
    missing="$missing postgis_server"
fi
if [ -z "$missing" ]; then exit 0; fi
apt-get update -qq
case $missing in *postgis_server)
    server=$(apt-cache pkgnames postgresql- | grep -E '^postgresql-[0-9]+-postgis-3$' | sort -V | tail -n 1)
    missing="${missing%postgis_server}$server"
    # The tests start a server of their own; no other one is to be made and started beside it.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
esac
# shellcheck disable=SC2086 - several packages
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
