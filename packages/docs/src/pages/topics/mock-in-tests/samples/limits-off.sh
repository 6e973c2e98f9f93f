curl -s -X PUT http://127.0.0.1:4010/__admin/config/guance -H 'Content-Type: application/json' -d '{"rateLimits": "off"}'
