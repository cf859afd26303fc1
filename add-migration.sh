#!/bin/sh
# Adds a migration under one name for both providers: ./add-migration.sh NAME
set -eu
cd "$(dirname "$0")"
[ $# -eq 1 ] || { echo "usage: ./add-migration.sh NAME" >&2; exit 2; }
dotnet tool restore
dotnet build MissionControl.Core --nologo -v quiet
for provider in Sqlite SqlServer; do
  dotnet ef migrations add "$1" --no-build -p MissionControl.Core -s MissionControl.Core \
    -c "${provider}MissionContext" -o "Storage/${provider}/Migrations"
done
