import { loadBundle, operationsOf, vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { receiverOverlay } from '../page.ts';
import { differenceTable, readDifferences, subjectOf } from './differences.ts';
import { labels } from './labels.ts';
import { limitTable } from './limits.ts';
import { literal, plain, table } from './markdown.ts';
import { reasonTables } from './reasons.ts';
import { sourceTable } from './sources.ts';

const words = labels.en;

function limitsOf(vendor: (typeof vendors)[number], language: 'en' | 'zh' = 'en'): string[] {
  const document = loadBundle(vendor, 'documented', language);
  const [entry] = operationsOf(document);
  if (!entry) throw new Error('no operation');
  return limitTable(document, entry, labels[language]).split('\n');
}

it('shows the limits of BlueKing with their reasons and sources', () => {
  expect(limitsOf('blueking')).toEqual([
    '| Limit | Value | Beyond it | Known from |',
    '|---|---|---|---|',
    '| Request body | 512,000 bytes at most | `body-too-large` (413) | assumed: bkdocs-metrics, 2026-11-21 |',
    '| Nesting of arrays and objects | 4,096 levels at most | `too-deep` (400) | observed: bk-collector, 2026-11-21 |',
    '| Items per request | 1 at least | `data-empty` (400) | observed: bk-collector, 2026-11-21 |',
    '| Rate | 1,000 requests in 60 s for each data_id (sliding window) | `rate-limited` (429) | documented: bkdocs-metrics, 2026-11-21 |',
    '| Time of an item | 3,600 s ahead at most | `timestamp-future` (400) | observed: bk-collector, 2026-11-21 |',
  ]);
});

it('shows the size of a batch and the tolerance of the clock', () => {
  const lines = limitsOf('cloudmonitor').join('\n');
  expect(lines).toContain('| Items per request | 1 to 100 | `too-many-events` (400) |');
  expect(lines).toContain('| Clock of the sender | 900 s off at most | `date-skewed` (403) |');
});

it('shows each of several rates', () => {
  const rates = limitsOf('guance').filter((line) => line.startsWith('| Rate'));
  expect(rates).toHaveLength(2);
  expect(rates[0]).toContain('20 requests in 60 s for each API key');
  expect(rates[1]).toContain('200 requests in 60 s for each workspace');
});

it('has Chinese labels', () => {
  expect(limitsOf('blueking', 'zh')[0]).toBe('| 限制项 | 取值 | 超出时 | 依据 |');
});

it('shows a reason of the wire with status, message, fix, retry, provenance, source and note', () => {
  const document = loadBundle('blueking', 'documented');
  expect(reasonTables(document, words)).toContain(
    '| `rate-limited` | 429 | `ratelimiter rejected the request, token [{accessToken}] max qps allowed: {qps}` ' +
      '| Put more items into each request and send fewer requests per data id. | yes | observed: bk-collector, 2026-11-21 (note 4) |',
  );
});

it('shows the error code of the vendor beside the message', () => {
  const document = loadBundle('guance', 'documented');
  expect(reasonTables(document, words)).toContain(
    '| `Trigger API rate limiting - AK level` · `ft.TriggerApiAkCurrentLimiting` |',
  );
});

it.each(vendors)('shows every reason of %s exactly once', (vendor) => {
  const document = loadBundle(vendor, 'documented');
  const codes = [...reasonTables(document, words).matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(
    ([, code]) => code,
  );
  expect(codes.sort()).toEqual(Object.keys(document['x-reasons']).sort());
});

it('groups the reasons by what becomes of the request', () => {
  const text = reasonTables(loadBundle('blueking', 'documented'), words);
  expect(text.match(/^## .*$/gm)).toEqual(['## Refused', '## Ignored', '## Changed', '## Warnings']);
});

it('shows each source with its link and the day on which it was read', () => {
  expect(sourceTable(loadBundle('blueking', 'documented'), words)).toContain(
    '| ecosystem-events | [bkmonitor-ecosystem at e89f90b, docs of the event examples (README)](https://github.com/TencentBlueKing/bkmonitor-ecosystem) | 2026-11-21 |',
  );
});

it('makes the differences of the receiver from the descriptions of its overlay', () => {
  const differences = readDifferences(receiverOverlay('blueking'));
  expect(differences?.title).toBe('BlueKing as bk-collector answers it');
  expect(differences && differenceTable(differences, words)).toContain(
    "| `EventItem.event_name` | The length of an event's name is not looked at. |",
  );
});

it('knows no differences where there is no overlay', () => {
  expect(readDifferences('no-such.overlay.yaml')).toBeUndefined();
});

it.each([
  ['$.info', ''],
  ["$.paths['/v2/push/'].post['x-max-body-bytes']", 'POST /v2/push/'],
  ["$['x-reasons']['invalid-api-key'].general", 'invalid-api-key'],
  ['$.components.schemas.PushRecord.properties.data_id', 'PushRecord.data_id'],
  ["$.components.schemas.MetricItem.required[?(@=='target')]", 'MetricItem.target'],
  ['$.components.schemas.EventItem.properties.event.properties.content', 'EventItem.event.content'],
])('calls the target %s "%s"', (target, subject) => {
  expect(subjectOf(target)).toBe(subject);
});

it('keeps a pipe and a line end inside their cell', () => {
  expect(table(['a'], [['x | y\nz']])).toBe('| a |\n|---|\n| x \\| y z |');
});

it('shows a text with backticks to the letter', () => {
  expect(literal('a `b`')).toBe('`` a `b` ``');
});

it('takes no character of a plain text for Markdown or HTML', () => {
  expect(plain('a_b <c> [d]')).toBe('a\\_b &lt;c\\> \\[d\\]');
});
