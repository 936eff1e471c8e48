#!/usr/bin/env bash
# Runs a command with a throw-away PostgreSQL server; its connection string is in TEST_POSTGRES. Usage: eng/postgres.sh COMMAND...
# Nothing is written through to the disk, unless TEST_POSTGRES_FSYNC=on asks for it, as figures do.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
port=${TEST_POSTGRES_PORT:-54329}
fsync=${TEST_POSTGRES_FSYNC:-off}
folder=$(mktemp -d)
as=()
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses to run as root
  chown postgres "$folder"
  as=(runuser -u postgres --)
fi

stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/db" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

(cd "$folder" && "${as[@]}" "$bin/initdb" -D "$folder/db" -A trust -U portal -E UTF8 --no-sync >/dev/null)
(cd "$folder" && "${as[@]}" "$bin/pg_ctl" -D "$folder/db" -w -l "$folder/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=300 -c fsync=$fsync" start >/dev/null)
export TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=portal;Database=postgres"
"$@"
