/** Checks that `generate` renews the examples of rejections after a limit changes, in a copy of the workspace. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ApiName, loadBundle, type OpenApiDocument, operationsOf, valueAt } from '@pushspec/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { copyWorkspace } from '../workspace-copy.ts';

/** Returns the message in the example of a rejection. */
function messageOf(document: OpenApiDocument, code: string): string {
  const operation = operationsOf(document)[0]?.operation;
  const status = document['x-reasons'][code]?.status;
  const example = valueAt(operation, `/responses/${status}/content/application~1json/examples/${code}/value`);
  return String((example as Record<string, unknown>)[String(operation?.['x-message-member'])]);
}

const exampleOf = (api: ApiName, code: string) => messageOf(loadBundle(api, 'documented'), code);

/** Returns the number after these words in a message. */
function numberAfter(words: string, message: string): number {
  return Number(message.slice(message.indexOf(words) + words.length).match(/^-?\d+/)?.[0]);
}

/** Limits set to the value in their rejection example, so that the example would show an allowed value. */
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

const changes: Readonly<Partial<Record<ApiName, readonly Change[]>>> = {
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
  for (const [api, list] of Object.entries(changes)) {
    copy.edit(`spec/${api}/openapi.yaml`, (text) => {
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

const bundle = (api: ApiName, name: string) =>
  JSON.parse(readFileSync(join(copy.folder, `packages/contract/bundles/${api}/${name}.json`), 'utf8'));

const renewed = (api: ApiName, code: string) => messageOf(bundle(api, 'documented.en'), code);

it('lists the remaining values when one is removed', () => {
  expect(exampleOf('guance', 'status-invalid')).toContain('fatal');
  expect(renewed('guance', 'status-invalid')).toBe('event.status must be one of critical, error, info, ok');
});

it('keeps renewed examples only in the English document, which all languages share', () => {
  const strings: object = bundle('guance', 'zh').documented;
  expect(Object.keys(strings).filter((pointer) => /\/examples\/[^/]+\/value\//.test(pointer))).toEqual([]);
});

it('shows one more than a limit if its example was exactly at it', () => {
  const { length, count, skew } = atLimit;
  expect(renewed('blueking', 'event-name-too-long')).toMatch(new RegExp(`\\b${length} .*got ${length + 1}$`));
  expect(renewed('cloudmonitor', 'too-many-events')).toMatch(new RegExp(`\\b${count} .*got ${count + 1}$`));
  expect(renewed('cloudmonitor', 'date-skewed')).toMatch(
    new RegExp(`header is ${skew + 1} s .*\\b${skew} s`),
  );
});

it('shows a time one second past the limit if its example was exactly at it', () => {
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
