url=${PUSHSPEC_URL:-http://127.0.0.1:4010}
push() {
  curl -s -o /dev/null -w '%{http_code}\n' -H 'Content-Type: application/json' \
    -d '{"event": {"status": "error", "title": "disk full"}}' \
    "$url/api/v1/push-events/secret_dev/datakit/push"
}

curl -s -X POST "$url/__admin/reset" > /dev/null
test "$(push)" = 200
curl -s "$url/__admin/requests" | grep -q '"outcome":"accepted"'

curl -s "$url/__admin/faults" -H 'Content-Type: application/json' \
  -d '{"api": "guance", "reason": "internal-error"}' > /dev/null
test "$(push)" = 500
