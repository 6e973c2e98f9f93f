printf '%s\n' '{"name":"deploy","content":"version 1.4"}' '{"name":"deploy","content":"version 1.5"}' > events.ndjson
npx pushspec send cloudmonitor --file events.ndjson --checkpoint events.position
