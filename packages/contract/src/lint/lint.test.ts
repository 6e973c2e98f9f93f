import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadBundle, profiles, vendors } from '../bundle.ts';
import { type JsonObject, type OpenApiDocument, operationsOf, valueAt } from '../document.ts';
import { overlaysOf, readVendors, root } from '../generate/vendors.ts';
import { lintBundle } from './index.ts';
import { applyAction, type OverlayAction } from './overlay.ts';

/** Lints BlueKing's contract after a change. */
function problemsAfter(change: (document: OpenApiDocument) => void): string[] {
  const document = structuredClone(loadBundle('blueking', 'documented'));
  change(document);
  return lintBundle({ name: 'changed', document }).map(({ rule, message }) => `${rule}: ${message}`);
}

const operation = (document: OpenApiDocument) => operationsOf(document)[0]?.operation as JsonObject;
const node = (document: OpenApiDocument, pointer: string) => valueAt(document, pointer) as JsonObject;
const errors = '/paths/~1v2~1push~1/post/responses/400/content/application~1json/examples';

it('finds nothing wrong with the contracts as they are', () => {
  for (const vendor of vendors) {
    for (const profile of profiles)
      expect(lintBundle({ name: vendor, document: loadBundle(vendor, profile) })).toEqual([]);
  }
  // The proof for the longest pattern alone takes seconds.
});

it('finds an extension that is not in the schema', () => {
  const problems = problemsAfter((document) => Object.assign(operation(document), { 'x-rate-limit': [] }));
  expect(problems).toEqual([
    'extensions: x-rate-limit is not an extension of operation: spec/extensions.schema.json lists them',
  ]);
});

it('finds an extension that does not match its schema', () => {
  const problems = problemsAfter((document) =>
    Object.assign(operation(document), { 'x-max-body-bytes': { bytes: '500 KB' } }),
  );
  expect(problems).toEqual(['extensions: must be integer,null']);
});

it('finds a reason beyond the schema that is not in the catalogue', () => {
  const problems = problemsAfter((document) =>
    Object.assign(node(document, '/components/schemas/EventItem'), { 'x-beyond-schema': ['no-such-reason'] }),
  );
  expect(problems).toEqual(['reason-codes: no-such-reason is not in x-reasons']);
});

it('finds a reason without an example', () => {
  const problems = problemsAfter((document) => delete node(document, errors)['metric-value']);
  expect(problems).toEqual(['reasons: no example metric-value']);
});

it('finds an example without a reason', () => {
  const problems = problemsAfter((document) =>
    Object.assign(node(document, errors), { unknown: { value: {} } }),
  );
  expect(problems).toEqual(['reasons: the example unknown is no reason with the status 400']);
});

it('finds an example that is no rendering of its message', () => {
  const problems = problemsAfter((document) => {
    node(document, `${errors}/metric-value/value`).message = 'value must be a number';
  });
  expect(problems).toEqual(["reasons: the example metric-value is no rendering of its reason's message"]);
});

it('finds a code that is not in the catalogue', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/MetricItem/properties/timestamp')['x-unknown-members'] =
      'no-such-code';
  });
  expect(problems).toEqual(['reason-codes: no-such-code is not in x-reasons']);
});

it('finds a constraint that can fail without a reason', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/EventItem/properties/target').maxLength = 100;
  });
  expect(problems).toEqual(['constraint-has-reason: maxLength can fail without a reason']);
});

it.each([
  ['Send at most 512000 bytes.', '512000 bytes'],
  ['Send at most 500 KB.', '500 KB'],
  ['Stay below 1,000 requests.', '1,000 requests'],
  ['It may lie 60 minutes ahead.', '60 minutes'],
  ['不超过 128 个字符', '128 个'],
])('finds a text that repeats the number of a limit: %s', (description, found) => {
  const problems = problemsAfter((document) => void Object.assign(operation(document), { description }));
  expect(problems).toEqual([`limits-stated-once: "${found}" repeats a limit: say it without the number`]);
});

it('lets a number stand that only looks like a limit', () => {
  const description = 'Multiply seconds by 1000. The answer has 200 events; 4096.5 levels, v128 characters.';
  const problems = problemsAfter((document) => void Object.assign(operation(document), { description }));
  expect(problems).toEqual([]);
});

it('finds a keyword that not all validators enforce', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/Accepted').unevaluatedProperties = false;
  });
  expect(problems).toEqual([
    'enforced-keywords: unevaluatedProperties is not enforced by all validators in use',
  ]);
});

it('finds a schema of success in which no member has one value only', () => {
  const problems = problemsAfter((document) => {
    const { code, result } = node(document, '/components/schemas/Accepted/properties') as Record<
      string,
      JsonObject
    >;
    delete code?.const;
    delete result?.const;
  });
  expect(problems).toEqual([
    'acceptance: no answer of pushCustomReport says by #/components/schemas/Accepted what a success is',
  ]);
});

it('finds an example of success that the schema does not let pass', () => {
  const problems = problemsAfter((document) => {
    const examples = '/paths/~1v2~1push~1/post/responses/200/content/application~1json/examples';
    node(document, `${examples}/accepted/value`).result = 'false';
  });
  expect(problems).toEqual(['acceptance: the example accepted has not "true" at /result']);
});

it('finds a failure inside a success that has no example, or one of a success', () => {
  const document = structuredClone(loadBundle('guance', 'documented'));
  const { responses } = operation(document);
  const examples = valueAt(responses, '/200/content/application~1json/examples') as Record<
    string,
    JsonObject
  >;
  const problems = () => lintBundle({ name: 'changed', document }).map(({ message }) => message);
  examples['masked-failure'] = examples.accepted as JsonObject;
  expect(problems()).toEqual(['the example masked-failure is that of a success']);
  delete examples['masked-failure'];
  expect(problems()).toEqual(['no example masked-failure']);
});

it('finds a signature over headers that are not declared', () => {
  const document = structuredClone(loadBundle('cloudmonitor', 'documented'));
  const rules = operation(document)['x-signing'] as { digest: JsonObject; signedHeaders: JsonObject };
  rules.digest.header = 'Digest';
  rules.signedHeaders.prefixes = ['x-cms-', 'content-'];
  const problems = lintBundle({ name: 'changed', document }).filter(({ rule }) => rule === 'signing');
  expect(problems.map(({ message }) => message)).toEqual([
    'Digest takes part and is not declared',
    'the digest in Digest is not signed',
    'a header that starts with content- has a line of its own',
  ]);
});

it('finds a header that names another algorithm than the one that signs', () => {
  const document = structuredClone(loadBundle('cloudmonitor', 'documented'));
  (operation(document)['x-signing'] as { signature: JsonObject }).signature.hash = 'sha256';
  const problems = lintBundle({ name: 'changed', document }).map(({ message }) => message);
  expect(problems).toEqual(['the signature is made with sha256, and x-cms-signature names sha1']);
});

it('finds a signature that no header carries', () => {
  const document = structuredClone(loadBundle('cloudmonitor', 'documented'));
  document.components.securitySchemes = {};
  expect(lintBundle({ name: 'changed', document }).map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
    ['signing: there is no one security scheme whose header carries the signature'],
  );
});

it('finds a header parameter that OpenAPI ignores', () => {
  const problems = problemsAfter((document) => {
    operation(document).parameters = [{ name: 'Content-Type', in: 'header', schema: {} }];
  });
  expect(problems).toEqual(['declared-headers: OpenAPI ignores a header parameter called Content-Type']);
});

it('finds a header that is sent with one that is not declared', () => {
  const problems = problemsAfter((document) => {
    const companion = { header: 'x-token', value: 'token' };
    operation(document).parameters = [{ name: 'x-kind', in: 'header', 'x-sent-with': companion, schema: {} }];
  });
  expect(problems).toEqual(['declared-headers: x-kind is sent with x-token, which is not declared']);
});

it.each([
  ['^(a+)+$', 'it can repeat in too many ways'],
  ['^[a-z]*[a-z0-9]*$', 'it can repeat in too many ways'],
  ['[a-z]+x', 'it can repeat in too many ways'],
])('finds a pattern that may go back for long: %s', (pattern, detail) => {
  const problems = problemsAfter((document) => {
    const target = node(document, '/components/schemas/EventItem/properties/target');
    Object.assign(target, { pattern, 'x-reason': 'target-type' });
  });
  expect(problems.filter((problem) => problem.startsWith('safe-patterns'))).toEqual([
    `safe-patterns: ${pattern} is not proved safe: ${detail}`,
  ]);
});

it('finds such a pattern among the names of pattern properties', () => {
  const problems = problemsAfter((document) => {
    node(document, '/components/schemas/EventItem').patternProperties = { '^(a+)+$': {} };
  });
  expect(problems.filter((problem) => problem.startsWith('safe-patterns'))).toHaveLength(1);
});

it('counts no match for an overlay target that is not there', () => {
  expect(applyAction({ paths: {} }, { target: "$.paths['/v2/push']", remove: true })).toBe(0);
});

it('applies overlays as Redocly does', () => {
  for (const source of readVendors()) {
    const document = parse(readFileSync(join(root, source.contract), 'utf8')) as JsonObject;
    for (const overlay of overlaysOf(source, 'receiver', 'en')) {
      const { actions } = parse(readFileSync(join(root, overlay), 'utf8')) as { actions: OverlayAction[] };
      for (const action of actions) applyAction(document, action);
    }
    expect(document).toEqual(loadBundle(source.vendor as 'blueking', 'receiver'));
  }
});
