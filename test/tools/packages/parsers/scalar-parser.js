import { readFileSync } from 'node:fs';
import { dereference, validate } from '@scalar/openapi-parser';

const text = readFileSync(process.argv[2], 'utf8');
const { errors: invalid = [] } = await validate(text);
const { errors: unresolved = [] } = await dereference(text);
for (const error of [...invalid, ...unresolved]) console.error(JSON.stringify(error));
if (invalid.length + unresolved.length > 0) process.exitCode = 1;
