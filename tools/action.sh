#!/usr/bin/env bash
# Runs for action.yml: starts server and mock in the background, waits until both respond, and outputs their addresses.
# The inputs are PORT, MOCK_PORT, PROFILE and CONFIG. It needs Node 20 or newer, npm and curl, which every runner has.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log="${RUNNER_TEMP:-/tmp}/pushspec-$$.log"

arguments=(--port "$PORT" --mock-port "$MOCK_PORT" --profile "$PROFILE" --store :memory: --json)
if [ -n "$CONFIG" ]; then arguments+=(--config "$CONFIG"); fi

# npm does not start it, so that it outlives this step.
nohup node "$root/tools/bootstrap.mjs" start "${arguments[@]}" >"$log" 2>"$log.errors" </dev/null &
pid=$!

address() { node -p "JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8').split('\n')[0])[process.argv[2]]" "$log" "$1"; }

# The first run downloads Node and installs the dependencies, which can take minutes.
for ((seconds = 0; seconds < 300; seconds++)); do
  if ! kill -0 "$pid" 2>/dev/null; then
    echo "::error::pushspec exited before it responded: $(tail -n 3 "$log.errors" | tr '\n' ' ')"
    exit 1
  fi
  if [ -s "$log" ] && curl --fail --silent --output /dev/null "$(address server)/__admin/health" &&
    curl --silent --output /dev/null "$(address mock)/"; then
    {
      echo "server-url=$(address server)"
      echo "mock-url=$(address mock)"
      echo "pid=$pid"
    } >>"${GITHUB_OUTPUT:-/dev/stdout}"
    exit 0
  fi
  sleep 1
done
echo "::error::pushspec did not respond within $seconds seconds: $(tail -n 3 "$log.errors" | tr '\n' ' ')"
kill "$pid"
exit 1
