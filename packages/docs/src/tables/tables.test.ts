import { apiNames, loadBundle, operationsOf } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { receiverOverlay } from '../page.ts';
import { differenceTable, readDifferences, subjectOf } from './differences.ts';
import { limitTable } from './limits.ts';
import { literal, plain, table } from './markdown.ts';
import { reasonTables } from './reasons.ts';
import { sourceTable } from './sources.ts';
import { tableLabels } from './table-labels.ts';

const labels = tableLabels.en;

function limitsOf(api: (typeof apiNames)[number], language: 'en' | 'zh' = 'en'): string[] {
  const document = loadBundle(api, 'documented', language);
  const [entry] = operationsOf(document);
  if (!entry) throw new Error('no operation');
  return limitTable(document, entry, tableLabels[language]).split('\n');
}

it('shows the limits of BlueKing with their reasons and sources', () => {
  expect(limitsOf('blueking')).toEqual([
    '| Limit | Value | When exceeded | Source |',
    '|---|---|---|---|',
    '| Request body | up to 512,000 bytes | `body-too-large` (413) | assumed: bkdocs-metrics, 2026-11-21 |',
    '| Nesting depth | up to 4,096 levels | `too-deep` (400) | observed: bk-collector, 2026-11-21 |',
    '| Items per request | at least 1 | `data-empty` (400) | observed: bk-collector, 2026-11-21 |',
    '| Rate | 1,000 requests per 60 s per data_id (sliding window) | `rate-limited` (429) | documented: bkdocs-metrics, 2026-11-21 |',
    '| Time of an item | up to 3,600 s ahead | `timestamp-future` (400) | observed: bk-collector, 2026-11-21 |',
  ]);
});

it('says what is counted where the limit of the body counts the values of parameters', () => {
  expect(limitsOf('cloudmonitor-rpc')[2]).toContain(
    '| Request body | up to 512,000 bytes in all decoded values of its parameters, as UTF-8 |',
  );
});

it('shows the batch size and the clock tolerance', () => {
  const lines = limitsOf('cloudmonitor').join('\n');
  expect(lines).toContain('| Items per request | 1 to 100 | `too-many-events` (400) |');
  expect(lines).toContain("| Sender's clock | within 900 s | `date-skewed` (403) |");
});

it('shows each of several rates', () => {
  const rates = limitsOf('guance').filter((line) => line.startsWith('| Rate'));
  expect(rates).toHaveLength(2);
  expect(rates[0]).toContain('20 requests per 60 s per API key');
  expect(rates[1]).toContain('200 requests per 60 s per workspace');
});

it('has Chinese labels', () => {
  expect(limitsOf('blueking', 'zh')[0]).toBe('| 限制项 | 取值 | 超出时 | 依据 |');
});

it('shows a reason with its status, message, fix, retry, provenance, source and note', () => {
  const document = loadBundle('blueking', 'documented');
  expect(reasonTables(document, labels)).toContain(
    '| `rate-limited` | 429 | `ratelimiter rejected the request, token [{accessToken}] max qps allowed: {qps}` ' +
      '| Put more items into each request and send fewer requests per data id. | yes | observed: bk-collector, 2026-11-21 (note 4) |',
  );
});

it('shows the vendor error code next to the message', () => {
  const document = loadBundle('guance', 'documented');
  expect(reasonTables(document, labels)).toContain(
    '| `Trigger API rate limiting - AK level` · `ft.TriggerApiAkCurrentLimiting` |',
  );
});

it.each(apiNames)('shows every reason of %s exactly once', (api) => {
  const document = loadBundle(api, 'documented');
  const codes = [...reasonTables(document, labels).matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
    ([, code]) => code,
  );
  expect(codes.sort()).toEqual(Object.keys(document['x-reasons']).sort());
});

it('groups the reasons by the outcome of the request', () => {
  const text = reasonTables(loadBundle('blueking', 'documented'), labels);
  expect(text.match(/^## .*$/gm)).toEqual(['## Refused', '## Ignored', '## Changed', '## Warnings']);
});

it('shows each source with its link and retrieval date', () => {
  expect(sourceTable(loadBundle('blueking', 'documented'), labels)).toContain(
    '| ecosystem-events | [bkmonitor-ecosystem at e89f90b, docs of the event examples (README)](https://github.com/TencentBlueKing/bkmonitor-ecosystem) | 2026-11-21 |',
  );
});

it('derives the receiver differences from the overlay descriptions', () => {
  const differences = readDifferences(receiverOverlay('blueking'));
  expect(differences?.title).toBe('BlueKing as bk-collector responds');
  const document = loadBundle('blueking', 'documented');
  expect(differences && differenceTable(differences, document, labels)).toContain(
    "| `data[].event_name` (Events) | The length of an event's name is not checked. |",
  );
});

it('lists no differences without an overlay', () => {
  expect(readDifferences('no-such.overlay.yaml')).toBeUndefined();
});

it.each([
  ['$.info', ''],
  ["$.paths['/v2/push/'].post['x-max-body-bytes']", '`POST /v2/push/`'],
  ["$['x-reasons']['dimension-value']", "400 `dimension '{field}' value expected string type, got {got}`"],
  ["$['x-reasons']['no-such-reason'].general", '`no-such-reason`'],
  ['$.components.schemas.PushRecord.properties.data_id', '`data_id`'],
  ['$.components.schemas.MetricItem', '`data[]` (Metrics)'],
  ["$.components.schemas.MetricItem.required[?(@=='target')]", '`data[].target` (Metrics)'],
  ['$.components.schemas.EventItem.properties.event.properties.content', '`data[].event.content` (Events)'],
  [
    "$.components.schemas['MetricItem','EventItem'].properties.timestamp['x-max-future']",
    '`data[].timestamp`',
  ],
  ['$.components.schemas.Accepted.properties.message', '`Accepted.message`'],
])('labels the target %s with %s', (target, subject) => {
  expect(subjectOf(target, loadBundle('blueking', 'documented'), labels)).toBe(subject);
});

it.each(apiNames)(
  'labels each difference of %s with an operation, a field of a request, or a message',
  (api) => {
    const document = loadBundle(api, 'documented');
    const codes = Object.keys(document['x-reasons']);
    const schemas = Object.keys(document.components.schemas);
    for (const { target } of readDifferences(receiverOverlay(api))?.list ?? []) {
      const subject = subjectOf(target, document, labels);
      expect(subject).not.toMatch(/^$|`properties/);
      for (const name of [...codes, ...schemas]) expect(subject.startsWith(`\`${name}`)).toBe(false);
    }
  },
);

it('keeps a pipe and a line break inside their cell', () => {
  expect(table(['a'], [['x | y\nz']])).toBe('| a |\n|---|\n| x \\| y z |');
});

it('shows a string with backticks verbatim', () => {
  expect(literal('a `b`')).toBe('`` a `b` ``');
});

it('escapes Markdown and HTML in plain text', () => {
  expect(plain('a_b <c> [d]')).toBe('a\\_b &lt;c\\> \\[d\\]');
});
