import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { apiNames, loadBundle, profiles } from '../bundle.ts';
import { type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import { overlaysOf, readApis, root } from '../generate/apis.ts';
import { declareResponseMediaTypes } from '../generate/bundles.ts';
import { addReasonExamples } from '../generate/reason-examples.ts';
import { lintBundle } from './index.ts';
import { applyAction, type OverlayAction } from './overlay.ts';

/** Lints the BlueKing contract after a change. */
function problemsAfter(change: (document: OpenApiDocument) => void): string[] {
  const document = structuredClone(loadBundle('blueking', 'documented'));
  change(document);
  return lintBundle({ name: 'changed', document }).map(({ rule, message }) => `${rule}: ${message}`);
}

const operation = (document: OpenApiDocument) => operationsOf(document)[0]?.operation as JsonObject;
const node = (document: OpenApiDocument, pointer: string) => valueAt(document, pointer) as JsonObject;
const errors = '/paths/~1v2~1push~1/post/responses/400/content/application~1json/examples';

it('finds no problem in the current contracts', () => {
  for (const api of apiNames) {
    for (const profile of profiles)
      expect(lintBundle({ name: api, document: loadBundle(api, profile) })).toEqual([]);
  }
});

it('finds an extension that is not in the schema', () => {
  const problems = problemsAfter((document) => Object.assign(operation(document), { 'x-rate-limit': [] }));
  expect(problems).toEqual([
    'extensions: x-rate-limit is not an extension of operation: use one that spec/extensions.schema.json lists',
  ]);
});

it('finds an extension that does not match its schema', () => {
  const problems = problemsAfter((document) =>
    Object.assign(operation(document), { 'x-max-body-bytes': { bytes: '500 KB' } }),
  );
  expect(problems).toEqual(['extensions: must be integer,null']);
});

it('finds an `x-beyond-schema` code that is not in the catalog', () => {
  const problems = problemsAfter((document) =>
    Object.assign(node(document, '/components/schemas/EventItem'), { 'x-beyond-schema': ['no-such-reason'] }),
  );
  expect(problems).toEqual([
    'reason-codes: no-such-reason is not in x-reasons: add it there or correct the code',
  ]);
});

it('finds a reason without an example', () => {
  const problems = problemsAfter((document) => delete node(document, errors)['metric-value']);
  expect(problems).toEqual(['reasons: reason metric-value has no example']);
});

it('finds an example without a reason', () => {
  const problems = problemsAfter((document) =>
    Object.assign(node(document, errors), { unknown: { value: {} } }),
  );
  expect(problems).toEqual(['reasons: the example unknown is not the code of a reason with status 400']);
});

it('finds an example that does not match its message', () => {
  const problems = problemsAfter((document) => {
    node(document, `${errors}/metric-value/value`).message = 'value must be a number';
  });
  expect(problems).toEqual(['reasons: the example metric-value does not match the message of its reason']);
});

it('finds a code that is not in the catalog', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/MetricItem/properties/timestamp')['x-unknown-members'] =
      'no-such-code';
  });
  expect(problems).toEqual([
    'reason-codes: no-such-code is not in x-reasons: add it there or correct the code',
  ]);
});

it('finds a constraint without a reason', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/EventItem/properties/target').maxLength = 100;
  });
  expect(problems).toEqual(['constraint-has-reason: maxLength has no reason: add x-reason']);
});

it.each([
  ['Send at most 512000 bytes.', '512000 bytes'],
  ['Send at most 500 KB.', '500 KB'],
  ['Stay below 1,000 requests.', '1,000 requests'],
  ['It may be 60 minutes ahead.', '60 minutes'],
  ['不超过 128 个字符', '128 个'],
])('finds prose that repeats the number of a limit: %s', (description, found) => {
  const problems = problemsAfter((document) => void Object.assign(operation(document), { description }));
  expect(problems).toEqual([`limits-stated-once: "${found}" repeats a limit: remove the number`]);
});

it('finds a space that Chinese does not have', () => {
  const description = '要么是指标，要么是事件； URL 中不写明类型。';
  const problems = problemsAfter((document) => void Object.assign(operation(document), { description }));
  expect(problems).toEqual([
    'chinese-spacing: "要么是事件； URL 中不" has a space that Chinese does not have: remove it',
  ]);
});

it('allows a number that only looks like a limit', () => {
  const description =
    'Multiply seconds by 1000. The response has 200 events; 4096.5 levels, v128 characters.';
  const problems = problemsAfter((document) => void Object.assign(operation(document), { description }));
  expect(problems).toEqual([]);
});

it('finds a keyword that not all validators enforce', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/Accepted').unevaluatedProperties = false;
  });
  expect(problems).toEqual(['enforced-keywords: not all validators in use enforce unevaluatedProperties']);
});

it('finds a schema of success without a fixed value', () => {
  const problems = problemsAfter((document) => {
    const { code, result } = node(document, '/components/schemas/Accepted/properties') as Record<
      string,
      JsonObject
    >;
    delete code?.const;
    delete result?.const;
  });
  expect(problems).toEqual([
    'acceptance: no response of pushCustomReport has the schema #/components/schemas/Accepted with a fixed value (`const`) that defines success',
  ]);
});

it('finds an example of success that the schema does not accept', () => {
  const problems = problemsAfter((document) => {
    const examples = '/paths/~1v2~1push~1/post/responses/200/content/application~1json/examples';
    node(document, `${examples}/accepted/value`).result = 'false';
  });
  expect(problems).toEqual(['acceptance: the example accepted must have "true" at /result']);
});

it('finds a failure with the status of a success that has no example, or the example of a success', () => {
  const document = structuredClone(loadBundle('guance', 'documented'));
  const { responses } = operation(document);
  const examples = valueAt(responses, '/200/content/application~1json/examples') as Record<
    string,
    JsonObject
  >;
  const problems = () => lintBundle({ name: 'changed', document }).map(({ message }) => message);
  examples['masked-failure'] = examples.accepted as JsonObject;
  expect(problems()).toEqual(['the example masked-failure has the values of a success']);
  delete examples['masked-failure'];
  expect(problems()).toEqual(['reason masked-failure has no example']);
});

it('finds a signature over headers that are not declared', () => {
  const document = structuredClone(loadBundle('cloudmonitor', 'documented'));
  const rules = operation(document)['x-signing'] as { digest: JsonObject; signedHeaders: JsonObject };
  rules.digest.header = 'Digest';
  rules.signedHeaders.prefixes = ['x-cms-', 'content-'];
  const problems = lintBundle({ name: 'changed', document }).filter(({ rule }) => rule === 'signing');
  expect(problems.map(({ message }) => message)).toEqual([
    'Digest is part of the string to sign and must be declared',
    'the digest in Digest is not signed',
    'a header that starts with content- is listed in `lines` too, and would be signed twice',
  ]);
});

it('finds a header that names the wrong signing algorithm', () => {
  const document = structuredClone(loadBundle('cloudmonitor', 'documented'));
  (operation(document)['x-signing'] as { signature: JsonObject }).signature.hash = 'sha256';
  const problems = lintBundle({ name: 'changed', document }).map(({ message }) => message);
  expect(problems).toEqual(['the signature uses sha256, but x-cms-signature names sha1']);
});

it('finds a signature that no header carries', () => {
  const document = structuredClone(loadBundle('cloudmonitor', 'documented'));
  document.components.securitySchemes = {};
  expect(lintBundle({ name: 'changed', document }).map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
    ['signing: the operation needs exactly one security scheme, whose header carries the signature'],
  );
});

it('finds a header parameter that OpenAPI ignores', () => {
  const problems = problemsAfter((document) => {
    operation(document).parameters = [{ name: 'Content-Type', in: 'header', schema: {} }];
  });
  expect(problems).toEqual([
    'declared-headers: OpenAPI ignores header parameters named Content-Type: remove this one',
  ]);
});

it('finds a header that is sent with an undeclared one', () => {
  const problems = problemsAfter((document) => {
    const companion = { header: 'x-token', value: 'token' };
    operation(document).parameters = [{ name: 'x-kind', in: 'header', 'x-sent-with': companion, schema: {} }];
  });
  expect(problems).toEqual([
    'declared-headers: x-kind is sent with the header x-token, which is not declared: add it to the parameters',
  ]);
});

const item = '/components/schemas/MetricItem/properties';
const NUMBER = 'portable-schemas: generated clients use 32 bits for this number: add format double';
const INTEGER = 'portable-schemas: generated clients use 32 bits for this integer: add format int32 or int64';

it.each<[string, JsonObject, string[]]>([
  ['without a format', { type: 'number' }, [NUMBER]],
  ['with the format of another type', { type: 'number', format: 'int64' }, [NUMBER]],
  ['with the format of another type', { type: ['integer', 'null'], format: 'double' }, [INTEGER]],
  ['with a format that nobody checks', { type: 'integer', format: 'int16' }, [INTEGER]],
])('finds a number %s', (_, schema, expected) => {
  const problems = problemsAfter((document) => {
    Object.assign(node(document, item), { value: { ...schema, 'x-reason': 'timestamp-type' } });
  });
  expect(problems.filter((problem) => problem.startsWith('portable-schemas'))).toEqual(expected);
});

it.each<[string, JsonObject, string]>([
  [
    'a list of types',
    { type: ['string', 'boolean', 'null'] },
    'generators stop at a list of types (string, boolean, null): use `oneOf`',
  ],
  [
    'a bound that readers of JSON round',
    { type: 'integer', format: 'int64', maximum: 2 ** 63 },
    'not every reader of JSON gets 9223372036854776000 exactly: state the range with `format`',
  ],
  [
    'a boolean in place of a schema',
    { type: 'object', properties: { any: true } },
    'generators stop at the schema `true`: use an object, or remove it',
  ],
])('finds %s, in the schema of a request and in that of a response', (_, schema, message) => {
  const inRequest = problemsAfter((document) => {
    Object.assign(node(document, item), { value: { ...schema, 'x-reason': 'timestamp-type' } });
  });
  const inResponse = problemsAfter((document) => {
    const media = node(document, '/paths/~1v2~1push~1/post/responses/405/headers/Allow');
    media.schema = schema;
  });
  expect([inRequest, inResponse]).toEqual([
    [`portable-schemas: ${message}`],
    [`portable-schemas: ${message}`],
  ]);
});

it('finds `const` in the schema of a header parameter', () => {
  const problems = problemsAfter((document) => {
    const schema = { type: 'string', const: '1.0', 'x-reason': 'bad-request' };
    operation(document).parameters = [{ name: 'x-version', in: 'header', schema }];
  });
  expect(problems).toEqual([
    'portable-schemas: openapi-python-client leaves out an operation whose header parameter has `const`: use `enum` with one value',
  ]);
});

it.each([
  ['^(a+)+$', 'it can backtrack too often'],
  ['^[a-z]*[a-z0-9]*$', 'it can backtrack too often'],
  ['[a-z]+x', 'it can backtrack too often'],
])('finds a pattern that may backtrack too often: %s', (pattern, detail) => {
  const problems = problemsAfter((document) => {
    const target = node(document, '/components/schemas/EventItem/properties/target');
    Object.assign(target, { pattern, 'x-reason': 'target-type' });
  });
  expect(problems.filter((problem) => problem.startsWith('safe-patterns'))).toEqual([
    `safe-patterns: cannot prove that ${pattern} is safe: ${detail}`,
  ]);
});

it('finds an unsafe pattern in `patternProperties`', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/EventItem').patternProperties = { '^(a+)+$': {} };
  });
  expect(problems.filter((problem) => problem.startsWith('safe-patterns'))).toHaveLength(1);
});

it('counts no match for a missing overlay target', () => {
  expect(applyAction({ paths: {} }, { target: "$.paths['/v2/push']", remove: true })).toBe(0);
});

it('applies overlays as Redocly does', () => {
  for (const source of readApis()) {
    const document = parse(readFileSync(join(root, source.contract), 'utf8')) as JsonObject;
    for (const overlay of overlaysOf(source, 'receiver', 'en')) {
      const { actions } = parse(readFileSync(join(root, overlay), 'utf8')) as { actions: OverlayAction[] };
      for (const action of actions) applyAction(document, action);
    }
    addReasonExamples(document as OpenApiDocument);
    declareResponseMediaTypes(document as OpenApiDocument);
    expect(document).toEqual(loadBundle(source.api as 'blueking', 'receiver'));
  }
});
