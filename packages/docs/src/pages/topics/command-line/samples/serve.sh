npx pushspec serve --port 0 --profile receiver --json
