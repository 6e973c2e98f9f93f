import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { createExplainer } from './index.ts';

const blueking = loadBundle('blueking', 'documented');
const events = createExplainer(blueking, '/components/schemas/EventPush', '/data');
const metrics = createExplainer(blueking, '/components/schemas/MetricPush', '/data');
const guance = loadBundle('guance', 'documented');
const push = createExplainer(guance, '/components/schemas/PushEvent');

const point = { metrics: { cpu_load: 1 }, target: 'web-001' };
const report = (...data: unknown[]) => ({ data_id: 1, access_token: 'x', data });
const codes = (failures: readonly { code: string | undefined }[]) => failures.map(({ code }) => code);
const locations = (failures: readonly { code: string | undefined; pointer: string }[]) =>
  failures.map(({ code, pointer }) => `${code} ${pointer}`);

it('finds no failure in a valid point', () => {
  expect(metrics.explain(report(point))).toEqual([]);
});

it('reports failures in the order in which the vendor checks', () => {
  const event = { timestamp: 'now', dimension: null, event: {}, target: '' };
  expect(locations(events.explain(report(event)))).toEqual([
    'target-empty /data/0/target',
    'event-name-missing /data/0/event_name',
    'event-content-missing /data/0/event/content',
    'dimension-type /data/0/dimension',
    'timestamp-type /data/0/timestamp',
  ]);
});

it('reports the property whose name breaks a rule', () => {
  const [failure] = metrics.explain(report({ ...point, metrics: { 'cpu-load': 1 } }));
  expect(failure).toMatchObject({ code: 'invalid-name', pointer: '/data/0/metrics/cpu-load' });
  expect(failure?.parameters).toMatchObject({ name: 'cpu-load', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' });
});

it('points into the contract', () => {
  const [failure] = metrics.explain(report({ target: 'web-001' }));
  expect(failure).toMatchObject({ code: 'metrics-missing', contract: '/components/schemas/MetricItem' });
});

it('uses the names of the vendor for types', () => {
  const [failure] = metrics.explain(report({ ...point, dimension: null }));
  expect(failure?.parameters.got).toBe('<nil>');
});

it('reports the index of an invalid item after many valid ones', () => {
  const data = [...Array(500).fill(point), { ...point, target: '' }];
  expect(locations(metrics.explain(report(...data)))).toEqual(['target-empty /data/500/target']);
});

it('reports at most twenty failures', () => {
  expect(metrics.explain(report(...Array(1000).fill({})))).toHaveLength(20);
});

it('rejects __proto__ as a name', () => {
  const hostile = JSON.parse('{"metrics": {"__proto__": 1}, "target": "web-001"}');
  expect(codes(metrics.explain(report(hostile)))).toEqual(['forbidden-name']);
});

it('distinguishes three mistakes in the name of a custom field', () => {
  const event = { status: 'ok', df_team: 'a', source: 'b', biz_size: 3 };
  expect(new Set(codes(push.explain({ event })))).toEqual(
    new Set(['custom-field-prefix', 'custom-field-reserved', 'custom-field-type']),
  );
});

it('warns about an unknown property and suggests the nearest name', () => {
  const [failure] = metrics.advise(report({ ...point, timestamp: 1661320521493, dimensions: {} }));
  expect(failure).toMatchObject({ code: 'unknown-field', pointer: '/data/0/dimensions' });
  expect(failure?.parameters.suggestion).toBe(': did you mean `dimension`?');
});

it('suggests nothing for a property that resembles no known one', () => {
  const [failure] = metrics.advise({ ...report({ ...point, timestamp: 0 }), zebra: 1 });
  expect(failure?.parameters.suggestion).toBe('');
});

it('has a separate reason for timestamps in seconds on events, which the backend drops', () => {
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521 };
  expect(codes(events.advise(report(event)))).toEqual(['timestamp-not-milliseconds']);
  expect(codes(metrics.advise(report({ ...point, timestamp: 1661320521 })))).toEqual(['timestamp-unit']);
});

it('reports one failure of a soft rule per location', () => {
  const event = { status: 'ok', title: 't', message: 'm', dimension_tags: {}, check_value: 1 };
  expect(codes(push.advise({ event, extra_data: {} }))).toEqual(['extra-data-misspelt']);
});

it('finds the reason in a body with ten thousand mistakes', () => {
  const names = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`df_${index}`, 'x']));
  expect(codes(push.explain({ event: { ...names, status: 'ok' } }))).toContain('custom-field-prefix');
});

it('reports the length of a long array regardless of its items', () => {
  const cloudmonitor = loadBundle('cloudmonitor', 'documented');
  const batch = createExplainer(cloudmonitor, '/components/schemas/CustomEvents', '');
  const [failure] = batch.explain(Array.from({ length: 100_000 }, () => ({})));
  expect(failure).toMatchObject({ code: 'too-many-events', parameters: { length: 100_000 } });
});

it('finds required properties after thousands of custom ones', () => {
  const free = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`u${index}`, 1]));
  expect(codes(metrics.explain(report({ ...free, ...point, metrics: { 'a-b': 1 } })))).toEqual([
    'invalid-name',
  ]);
});

it('reports whether an item is dropped after the response', () => {
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521493 };
  expect(events.dropsItem(event)).toBe(false);
  expect(events.dropsItem({ ...event, timestamp: 1661320521 })).toBe(true);
  expect(events.dropsItem({ ...event, event_name: '' })).toBe(true);
  expect(metrics.dropsItem({ ...point, timestamp: 1661320521 })).toBe(false);
});

it('lists custom names in the order of the body, including an empty one and one with slashes', () => {
  const names = ['a/b', '', 'c'];
  const item = { name: 'n', content: 'c', ...Object.fromEntries(names.map((name) => [name, 1])) };
  const batch = createExplainer(loadBundle('cloudmonitor', 'documented'), '/components/schemas/CustomEvent');
  expect(batch.advise(item).map(({ pointer }) => pointer)).toEqual(['/a~1b', '/', '/c']);
});

it('does not keep a property only because the schema has its name at another location', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`own${index}`, 1]));
  const point = { metrics: { wrong: 'x', ...many, data_id: 'x' }, target: 'web-001' };
  expect(locations(metrics.explain(report(point)))).toEqual(['metric-value /data/0/metrics/wrong']);
});

const cloudmonitor = loadBundle('cloudmonitor', 'documented');
const upload = createExplainer(cloudmonitor, '/components/schemas/CustomEvents', '');

it.each<[unknown, string]>([
  [-1, '-1, below the minimum of 0'],
  [1.5, '1.5'],
  ['abc', '"abc"'],
  [null, 'null'],
  [{}, 'object'],
  [Number.POSITIVE_INFINITY, 'a number above the maximum of 9007199254740991'],
])('explains %j, which fits no alternative, by the alternative of its type', (groupId, got) => {
  const failures = upload.explain([{ name: 'n', content: 'c', groupId }]);
  expect(locations(failures)).toEqual(['group-id /0/groupId']);
  expect(failures[0]?.parameters.got).toBe(got);
  expect(failures[0]?.contract).toBe('/components/schemas/CustomEvent/properties/groupId');
});
