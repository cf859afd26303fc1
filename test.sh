#!/usr/bin/env bash
# Installs what the tests need, asks for known vulnerabilities, builds with warnings as errors, runs every test. Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")"

need=()
command -v prometheus >/dev/null || need+=(prometheus)
command -v prometheus-alertmanager >/dev/null || need+=(prometheus-alertmanager)
command -v chromium >/dev/null || need+=(chromium)
ldconfig -p 2>/dev/null | grep -q libsqlite3.so.0 || need+=(libsqlite3-0)
fc-list 2>/dev/null | grep -qi dejavu || need+=(fonts-dejavu-core fontconfig)
if [ ${#need[@]} -gt 0 ]; then
  echo "Installing ${need[*]}"
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# The SDK and browsers leave empty folders behind, killed processes their sockets: in here they go with the results. Build servers
# would outlive the folder, so there are none.
mkdir "$results/tmp"
export TMPDIR="$results/tmp"
./audit.sh
dotnet build MissionControl.sln --nologo -v quiet -clp:ErrorsOnly --disable-build-servers
status=0
dotnet test MissionControl.Tests --no-build --nologo --logger "trx;LogFileName=all.trx" --logger "console;verbosity=minimal" \
  --results-directory "$results" --blame-hang-timeout 5m || status=$?

# What failed once more at the end, where a log that was cut short still has it.
if [ "$status" -ne 0 ]; then
  echo "Failed:"
  { grep -A 20 '<UnitTestResult [^>]*outcome="Failed"' "$results"/all.trx || true; } |
    sed -nE 's/.*<UnitTestResult [^>]*testName="([^"]*)"[^>]*outcome="Failed".*/  \1/p; s/ *<Message>(.*)/    \1/p'
fi

# The counts come from the result file, not from the exit code.
counters=$(grep -o '<Counters [^>]*>' "$results"/all.trx | head -1)
count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
passed=$(count passed); failed=$(count failed); total=$(count total)
skipped=$((total - passed - failed))
if [ "$skipped" -gt 0 ]; then echo "$passed passed, $failed failed, $skipped skipped"; else echo "$passed passed, $failed failed"; fi
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ] && exit "$status" || exit 1
