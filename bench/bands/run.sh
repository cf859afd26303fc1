#!/usr/bin/env bash
# bench/bands/run.sh [PART|CLASS]...   what the bands are worth; DATA_DIR names the folder with nab/ and cloud-monitoring/, TOOLS_DIR the scorers beside it
#   calibration injections real readings demo cost   parts, without the scorers; of injections single classes: injections "rate of 1,000"
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${DATA_DIR:?DATA_DIR names the folder with nab/ and cloud-monitoring/}"
tools=${TOOLS_DIR:-$DATA_DIR/../tools}
bench=bench/MissionControl.Bench
dotnet build $bench -c Release --nologo -v quiet -clp:ErrorsOnly
if [ $# -gt 0 ]; then
  exec dotnet $bench/bin/Release/net10.0/MissionControl.Bench.dll bands "$DATA_DIR" "$@"
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish MissionControl.Web -c Release -o "$out/app" --nologo -v quiet -clp:ErrorsOnly

# The command people use, on every file, with nothing set.
try() {
  mkdir -p "$(dirname "$3")"
  dotnet "$1" bands "$2" >"$3"
}
export -f try
(cd "$DATA_DIR" && find nab cloud-monitoring -name '*.csv') | sort \
  | xargs -P 2 -I FILE bash -c 'try "$0" "$1/FILE" "$2/FILE"' "$out/app/MissionControl.Web.dll" "$DATA_DIR" "$out/results"

echo "Numenta Anomaly Benchmark, these files:"
python3 "$tools/nab_score.py" "$out/results/nab" --windows "$DATA_DIR/nab/windows.json"
echo
echo "Cloud monitoring, these files:"
python3 "$tools/event_score.py" "$DATA_DIR/cloud-monitoring" "$out/results/cloud-monitoring"
echo
dotnet $bench/bin/Release/net10.0/MissionControl.Bench.dll bands "$DATA_DIR"
