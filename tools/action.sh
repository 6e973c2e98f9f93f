#!/usr/bin/env bash
# What action.yml runs: starts server and mock in the background, waits until both answer, and says where they are.
# Inputs come as PORT, MOCK_PORT, PROFILE and CONFIG; it needs Node 20 or newer, npm and curl, as a runner has them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log="${RUNNER_TEMP:-/tmp}/pushspec-$$.log"

arguments=(--port "$PORT" --mock-port "$MOCK_PORT" --profile "$PROFILE" --store :memory: --json)
if [ -n "$CONFIG" ]; then arguments+=(--config "$CONFIG"); fi

# Not as a child of npm, so that it outlives this step.
nohup node "$root/tools/bootstrap.mjs" start "${arguments[@]}" >"$log" 2>"$log.errors" </dev/null &
pid=$!

address() { node -p "JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8').split('\n')[0])[process.argv[2]]" "$log" "$1"; }

# The first run fetches Node and installs: minutes on a slow day.
for ((seconds = 0; seconds < 300; seconds++)); do
  if ! kill -0 "$pid" 2>/dev/null; then
    echo "::error::pushspec has ended before it answered: $(tail -n 3 "$log.errors" | tr '\n' ' ')"
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
echo "::error::pushspec did not answer within $seconds seconds: $(tail -n 3 "$log.errors" | tr '\n' ' ')"
kill "$pid"
exit 1
