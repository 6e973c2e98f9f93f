curl -s http://127.0.0.1:4030/event/custom/upload -H 'Content-Type: application/json' -d '[{"name":"deploy","content":"version 1.4"}]'
