# The vendor's own request, without a signature
curl -s http://127.0.0.1:4040/event/custom/upload -H 'Content-Type: application/json' \
  -d '[{"name": "deploy", "content": "version 1.4"}]'; echo

# NDJSON, one event per line
printf '%s\n' '{"name": "deploy", "content": "1"}' '{"name": "deploy", "content": "2"}' |
  curl -s http://127.0.0.1:4040/events -H 'Content-Type: application/x-ndjson' --data-binary @-; echo

# A line that CloudMonitor would refuse: nothing is stored
curl -s http://127.0.0.1:4040/events -H 'Content-Type: application/x-ndjson' -d '{"name": "deploy"}'; echo
