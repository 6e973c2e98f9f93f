npx pushspec mock --port 0 --json
