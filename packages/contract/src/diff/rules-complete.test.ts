import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type JsonObject, valueAt } from '../document.ts';
import { root } from '../generate/apis.ts';
import { documentExtensions, knownExtensions } from './compare-documents.ts';
import { reasonProperties } from './compare-reasons.ts';
import { nodeExtensions } from './node-extensions.ts';
import { operationExtensions } from './operation-extensions.ts';

const schema = JSON.parse(readFileSync(join(root, 'spec/extensions.schema.json'), 'utf8')) as JsonObject;

function listed(kind: string): string[] {
  return Object.keys(valueAt(schema, `/$defs/${kind}/properties`) as JsonObject);
}

it.each([
  ['document', Object.keys(documentExtensions)],
  ['operation', Object.keys(operationExtensions)],
  ['node', Object.keys(nodeExtensions)],
  ['info', knownExtensions],
  ['server', knownExtensions],
])('has a rule for every extension of the kind %s', (kind, known) => {
  expect(listed(kind).filter((name) => !known.includes(name))).toEqual([]);
});

it('has a rule for every property of a reason', () => {
  expect(listed('reason').filter((name) => !Object.hasOwn(reasonProperties, name))).toEqual([]);
});
