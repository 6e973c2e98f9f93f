npx pushspec requests --outcome ignored
npx pushspec requests --api guance --json
