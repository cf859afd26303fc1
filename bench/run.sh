#!/usr/bin/env bash
# bench/run.sh [first-paint] [restart] [glass] [circuits] [fuzz] [guesses] [auth-cost] [alerts] [alerts-kill] [inbox] [changes] [room] [room-kill] [status] [status-change] [status-hour] [status-trouble] [status-slow] [followers] [--seed N] [--requests N] [--seconds N] [--kills N] [--breaks N] [--hits N]   all of them without a name; about forty minutes
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish MissionControl.Web -c Release -o "$out/app" --nologo -v quiet -clp:ErrorsOnly
dotnet build bench/MissionControl.Bench -c Release --nologo -v quiet -clp:ErrorsOnly
taskset -c 1 dotnet bench/MissionControl.Bench/bin/Release/net10.0/MissionControl.Bench.dll "$out/app/MissionControl.Web.dll" "$@"
