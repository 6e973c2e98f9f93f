# Sends requests in its own sandbox on a shared server. Prints the sandbox ID and the numbers of accepted, failed and kept requests.
set -eu
json='Content-Type: application/json'
call() { curl --silent --noproxy '*' "$@"; }

created=$(call -X POST "$URL/__admin/sandboxes" -H "$json" -d "{\"name\":\"$NAME\"}")
id=$(printf '%s' "$created" | grep -o '"id":"[0-9a-f]\{12\}"' | head -n 1 | cut -d '"' -f 4)
secret=$(printf '%s' "$created" | grep -o '"secret":"[^"]*","subUri":"datakit/push"' | cut -d '"' -f 4)

accepted=0
failed=0
push() {
  status=$(call -o /dev/null -w '%{http_code}' "$URL/api/v1/push-events/$secret/datakit/push" -H "$json" \
    -d "{\"event\":{\"status\":\"error\",\"title\":\"$NAME\"}}")
  case $status in
    200) accepted=$((accepted + 1)) ;;
    500) failed=$((failed + 1)) ;;
  esac
}

push
call -o /dev/null -X POST "$URL/__admin/reset?sandbox=$id"
sent=0
while [ "$sent" -lt "$COUNT" ]; do
  push
  sent=$((sent + 1))
done
call -o /dev/null "$URL/__admin/faults?sandbox=$id" -H "$json" -d '{"api":"guance","reason":"internal-error"}'
push
kept=$(call "$URL/__admin/requests?sandbox=$id&limit=1" | grep -o '"kept":[0-9]*' | cut -d : -f 2)
echo "$id $accepted $failed $kept"
