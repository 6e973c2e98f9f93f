faults=http://127.0.0.1:4010/__admin/faults
curl -s $faults -H 'Content-Type: application/json' -d '{"api": "cloudmonitor", "reason": "internal-error", "every": 1}'; echo
node spool.mjs 1.4 &
sleep 5; kill -9 $!
curl -s -X DELETE $faults; echo
node spool.mjs 1.5
