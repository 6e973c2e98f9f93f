npx pushspec fleet migrate --postgres "$DATABASE_URL"
