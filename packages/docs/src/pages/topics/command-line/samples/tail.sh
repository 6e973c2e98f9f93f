npx pushspec tail --api guance
