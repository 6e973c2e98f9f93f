import { readFileSync } from 'node:fs';
import SwaggerClient from 'swagger-client';

const spec = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { errors, apis } = await new SwaggerClient({ spec });
for (const error of errors) console.error(error.message);
const operations = Object.values(apis).flatMap((tag) => Object.keys(tag));
const expected = Object.values(spec.paths).flatMap((item) =>
  Object.values(item).flatMap(({ operationId }) => operationId ?? []),
);
const missing = expected.filter((operationId) => !operations.includes(operationId));
if (missing.length > 0) console.error(`no method for ${missing.join(', ')}`);
if (errors.length + missing.length > 0) process.exitCode = 1;
