#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK and Node: Azurite, ical.js, Chromium, PostgreSQL, LibreOffice and ClamAV’s daemon. Says exactly what is missing when it may not install.
set -euo pipefail

wanted=()
command -v chromium >/dev/null || wanted+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || wanted+=(postgresql)
{ command -v soffice && [ -e /usr/lib/libreoffice/program/libsdlo.so ]; } >/dev/null || wanted+=(libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui)
PATH="$PATH:/usr/sbin" command -v clamd >/dev/null || wanted+=(clamav-daemon)
command -v dotnet >/dev/null || { echo "Missing: the .NET SDK named in global.json." >&2; exit 1; }
command -v npm >/dev/null || { echo "Missing: Node with npm." >&2; exit 1; }
azurite="$(dirname "$0")/../tests/azurite"
[ -x "$azurite/node_modules/.bin/azurite-blob" ] || npm ci --prefix "$azurite" --loglevel=error >/dev/null
calendars="$(dirname "$0")/../tests/calendars"
[ -d "$calendars/node_modules/ical.js" ] || npm ci --prefix "$calendars" --loglevel=error >/dev/null
[ ${#wanted[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "Missing: ${wanted[*]}. Install them, for example: sudo apt-get install ${wanted[*]}" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
