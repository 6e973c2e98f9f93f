echo '[{"name":"deploy","content":"version 1.4"}]' > events.json
npx pushspec sign cloudmonitor events.json
npx pushspec sign cloudmonitor events.json --json
npx pushspec sign cloudmonitor events.json --curl | sh
