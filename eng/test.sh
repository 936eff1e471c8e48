#!/usr/bin/env bash
# Builds everything and runs every test: rules, pages on SQLite and on PostgreSQL, journeys in Chromium. Ends with one line of totals.
set -euo pipefail
cd "$(dirname "$0")/.."

eng/setup.sh
log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet tool restore >/dev/null
dotnet build -v q -nodeReuse:false -p:UseSharedCompilation=false
for context in SqlitePortalDbContext PostgresPortalDbContext; do
  dotnet ef migrations has-pending-model-changes --no-build --project src/Portal.Web --context "$context"
done

# Short runs of much code: a youth of the heap that is not collected every moment, and no measuring of code that is not run long enough for it to pay.
export DOTNET_GCgen0size=0x4000000 DOTNET_TieredPGO=0

failed=0
run() { # project
  dotnet test --project "tests/$1" --no-build --show-slowest-tests 15 2>&1 | tee -a "$log" || failed=1
}

walked=tests/Portal.UnitTests/bin/Debug/net10.0/linux-x64/walked
rm -rf "$walked"
run Portal.UnitTests
echo "The shipped processes, walked through every outcome:"
cat "$walked"/*.txt || failed=1
run Portal.WebTests
TEST_DATABASE=postgres eng/postgres.sh dotnet test --project tests/Portal.WebTests --no-build --show-slowest-tests 15 2>&1 | tee -a "$log" || failed=1
run Portal.BrowserTests

awk '/^ *failed: [0-9]/{f+=$2} /^ *succeeded: [0-9]/{p+=$2} /^ *skipped: [0-9]/{s+=$2} END{printf "%d passed, %d failed, %d skipped\n",p,f,s}' "$log"
exit $failed
