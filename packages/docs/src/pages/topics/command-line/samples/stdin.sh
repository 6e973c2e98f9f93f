echo '{"name":"deploy","content":"version 1.4"}' | npx pushspec send cloudmonitor --json
