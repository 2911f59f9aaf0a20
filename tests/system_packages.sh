#!/bin/sh
# The tests open the page in a real browser and the PDFs with poppler. On Debian as root both are
# installed here; elsewhere an installed Chrome or Edge serves, or the tests say what to install.
set -eu
have() { command -v "$1" >/dev/null 2>&1; }
browser() { have chromium || have chromium-browser || have google-chrome || have microsoft-edge; }
if browser && have pdftotext; then exit 0; fi
if have apt-get && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium poppler-utils fonts-noto-cjk >/dev/null
fi
