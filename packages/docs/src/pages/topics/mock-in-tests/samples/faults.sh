curl -s http://127.0.0.1:4010/__admin/faults -H 'Content-Type: application/json' -d '{"api": "guance", "kind": "delay", "delayMs": 500, "every": 3}'
curl -s http://127.0.0.1:4010/__admin/faults -H 'Content-Type: application/json' -d '{"api": "blueking", "kind": "reset", "when": "before-commit"}'
curl -s -X DELETE http://127.0.0.1:4010/__admin/faults
