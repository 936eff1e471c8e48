#!/usr/bin/env bash
# Adds a migration of the same name for both databases. Usage: eng/migration.sh NAME
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?"Name the migration, as in: eng/migration.sh AddFieldNotes"}
dotnet tool restore >/dev/null
dotnet build src/Portal.Web -v q
dotnet ef migrations add "$name" --no-build --project src/Portal.Web --context SqlitePortalDbContext --output-dir Persistence/Migrations/Sqlite
dotnet ef migrations add "$name" --no-build --project src/Portal.Web --context PostgresPortalDbContext --output-dir Persistence/Migrations/Postgres
