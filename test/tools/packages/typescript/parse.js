import { readFileSync } from 'node:fs';
import { schemas } from './generated/api.ts';

const { requests } = JSON.parse(readFileSync('examples.json', 'utf8'));
for (const { component, name, value } of requests) {
  const { error } = schemas[component].safeParse(value);
  if (error === undefined) continue;
  console.error(`${name}: ${error.message}`);
  process.exitCode = 1;
}
