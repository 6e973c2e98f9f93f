/** The contracts state each limit once: `generate` renews the examples of refusals, in a copy whose sources were changed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBundle, type OpenApiDocument, operationsOf, type Vendor, valueAt } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { copyWorkspace } from '../workspace-copy.ts';

/** The message that the example of a refusal shows. */
function messageOf(document: OpenApiDocument, code: string): string {
  const operation = operationsOf(document)[0]?.operation;
  const status = document['x-reasons'][code]?.status;
  const example = valueAt(operation, `/responses/${status}/content/application~1json/examples/${code}/value`);
  return String((example as Record<string, unknown>)[String(operation?.['x-message-member'])]);
}

const exampleOf = (vendor: Vendor, code: string) => messageOf(loadBundle(vendor, 'documented'), code);

/** The number that a message names after these words. */
function numberAfter(words: string, message: string): number {
  return Number(message.slice(message.indexOf(words) + words.length).match(/^-?\d+/)?.[0]);
}

/** A limit at which the example of its refusal lies exactly, so that the example shows what is allowed. */
const atLimit = {
  length: numberAfter('got ', exampleOf('blueking', 'event-name-too-long')),
  count: numberAfter('got ', exampleOf('cloudmonitor', 'too-many-events')),
  skew: numberAfter('header is ', exampleOf('cloudmonitor', 'date-skewed')),
  future:
    numberAfter('dataTs=', exampleOf('blueking', 'timestamp-future')) -
    numberAfter('serverTs=', exampleOf('blueking', 'timestamp-future')),
};

const copy = copyWorkspace('packages', 'test');
afterAll(() => copy.remove());

const push = 'paths /event/custom/upload post'.split(' ');
const schemas = ['components', 'schemas'];

type Change = readonly [path: readonly (string | number)[], value: unknown];

const changes: Readonly<Record<Vendor, readonly Change[]>> = {
  blueking: [
    [[...schemas, 'EventItem', 'properties', 'event_name', 'maxLength'], atLimit.length],
    [[...schemas, 'MetricItem', 'properties', 'timestamp', 'x-max-future', 'seconds'], atLimit.future],
    [[...schemas, 'EventItem', 'properties', 'timestamp', 'x-max-future', 'seconds'], atLimit.future],
    [[...schemas, 'Name', 'pattern'], '^[a-z_]+$'],
  ],
  cloudmonitor: [
    [[...schemas, 'CustomEvents', 'maxItems'], atLimit.count],
    [[...push, 'x-clock-skew', 'seconds'], atLimit.skew],
  ],
  guance: [
    [
      [...schemas, 'Event', 'properties', 'status', 'enum'],
      ['critical', 'error', 'info', 'ok'],
    ],
  ],
};

beforeAll(async () => {
  for (const [vendor, list] of Object.entries(changes)) {
    copy.edit(`spec/${vendor}/openapi.yaml`, (text) => {
      const document = parseDocument(text);
      for (const [path, value] of list) {
        expect(document.hasIn(path), path.join(' ')).toBe(true);
        document.setIn(path, value);
      }
      return document.toString({ lineWidth: 0 });
    });
  }
  await copy.node('packages/contract/src/bin.ts', 'generate');
});

const bundle = (vendor: Vendor, name: string) =>
  JSON.parse(readFileSync(join(copy.folder, `packages/contract/bundles/${vendor}/${name}.json`), 'utf8'));

const renewed = (vendor: Vendor, code: string) => messageOf(bundle(vendor, 'documented.en'), code);

it('lists the values that are left when one is removed', () => {
  expect(exampleOf('guance', 'status-invalid')).toContain('fatal');
  expect(renewed('guance', 'status-invalid')).toBe('event.status must be one of critical, error, info, ok');
});

it('leaves renewed examples to the English document, which all languages share', () => {
  const strings: object = bundle('guance', 'zh').documented;
  expect(Object.keys(strings).filter((pointer) => /\/examples\/[^/]+\/value\//.test(pointer))).toEqual([]);
});

it('shows one more than a limit that its example lay exactly at', () => {
  const { length, count, skew } = atLimit;
  expect(renewed('blueking', 'event-name-too-long')).toMatch(new RegExp(`\\b${length} .*got ${length + 1}$`));
  expect(renewed('cloudmonitor', 'too-many-events')).toMatch(new RegExp(`\\b${count} .*got ${count + 1}$`));
  expect(renewed('cloudmonitor', 'date-skewed')).toMatch(
    new RegExp(`header is ${skew + 1} s .*\\b${skew} s`),
  );
});

it('shows a time one second later than the limit that its example lay exactly at', () => {
  const message = renewed('blueking', 'timestamp-future');
  expect(numberAfter('offset=', message)).toBe(atLimit.future);
  expect(numberAfter('dataTs=', message) - numberAfter('serverTs=', message)).toBe(atLimit.future + 1);
});

it('shows the current pattern with a name that does not match it', () => {
  const [, name = '', pattern = ''] =
    /^name '(.*)' required match regex \[(.*)\]$/.exec(renewed('blueking', 'invalid-name')) ?? [];
  expect(pattern).toBe('^[a-z_]+$');
  expect(name).not.toMatch(new RegExp(pattern));
});
