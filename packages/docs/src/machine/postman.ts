/** A collection in Postman's format, version 2.1. */
import type { JsonObject } from '@pushspec/contract';
import type { Collection, CollectionRequest } from './collection.ts';
import { type ScriptDialect, signingScript } from './signing-script.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

export function postmanCollection({ title, description, variables, requests }: Collection): JsonObject {
  return {
    info: { name: title, description, schema: SCHEMA },
    item: requests.map(item),
    variable: variables.map(([key, value]) => ({ key, value, type: 'string' })),
  };
}

function item({ name, method, url, headers, body, signing }: CollectionRequest): JsonObject {
  return {
    name,
    request: {
      method,
      url,
      header: headers.map(([key, value]) => ({ key, value })),
      body: { mode: 'raw', raw: body, options: { raw: { language: 'json' } } },
    },
    ...(signing && {
      event: [
        { listen: 'prerequest', script: { type: 'text/javascript', exec: signingScript(signing, dialect) } },
      ],
    }),
  };
}

const dialect: ScriptDialect = {
  body: 'pm.variables.replaceIn(pm.request.body.raw)',
  variable: (name) => `pm.variables.get('${name}')`,
  setHeader: (name, expression) => `pm.request.headers.upsert({ key: '${name}', value: ${expression} });`,
};
