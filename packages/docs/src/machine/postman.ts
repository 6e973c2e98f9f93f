/** Formats a collection for Postman, version 2.1. */
import type { JsonObject } from '@pushspec/contract';
import type { Collection, CollectionRequest } from './collection.ts';
import { type ScriptDialect, scriptOf } from './signing-script.ts';
import { type TestDialect, testScript } from './test-script.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Returns the collection in the Postman format. */
export function postmanCollection({ title, description, variables, requests }: Collection): JsonObject {
  return {
    info: { name: title, description, schema: SCHEMA },
    item: requests.map(item),
    variable: variables.map(([key, value]) => ({ key, value, type: 'string' })),
  };
}

function item({
  name,
  method,
  url,
  headers,
  body,
  isForm,
  accepted,
  ...signed
}: CollectionRequest): JsonObject {
  const script = scriptOf(signed, dialect);
  const scripts = [
    ...(script ? [['prerequest', script] as const] : []),
    ['test', testScript(accepted, tests)] as const,
  ];
  return {
    name,
    request: {
      method,
      url,
      header: headers.map(([key, value]) => ({ key, value })),
      body: { mode: 'raw', raw: body, options: { raw: { language: isForm ? 'text' : 'json' } } },
    },
    event: scripts.map(([listen, exec]) => ({ listen, script: { type: 'text/javascript', exec } })),
  };
}

const tests: TestDialect = {
  test: 'pm.test',
  status: 'pm.response.code',
  body: 'pm.response.text()',
  expect: 'pm.expect',
};

const dialect: ScriptDialect = {
  body: 'pm.variables.replaceIn(pm.request.body.raw)',
  variable: (name) => `pm.variables.get('${name}')`,
  setHeader: (name, expression) => dialect.setHeaderNamed(`'${name}'`, expression),
  setHeaderNamed: (name, expression) => `pm.request.headers.upsert({ key: ${name}, value: ${expression} });`,
};
