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
const places = (failures: readonly { code: string | undefined; pointer: string }[]) =>
  failures.map(({ code, pointer }) => `${code} ${pointer}`);

it('finds nothing wrong with a point that fits', () => {
  expect(metrics.explain(report(point))).toEqual([]);
});

it('reports what is wrong in the order in which the vendor checks', () => {
  const event = { timestamp: 'now', dimension: null, event: {}, target: '' };
  expect(places(events.explain(report(event)))).toEqual([
    'target-empty /data/0/target',
    'event-name-missing /data/0/event_name',
    'event-content-missing /data/0/event/content',
    'dimension-type /data/0/dimension',
    'timestamp-type /data/0/timestamp',
  ]);
});

it('names the member whose name breaks the rule', () => {
  const [failure] = metrics.explain(report({ ...point, metrics: { 'cpu-load': 1 } }));
  expect(failure).toMatchObject({ code: 'invalid-name', pointer: '/data/0/metrics/cpu-load' });
  expect(failure?.parameters).toMatchObject({ name: 'cpu-load', pattern: '^[a-zA-Z_][a-zA-Z0-9_]*$' });
});

it('points into the contract', () => {
  const [failure] = metrics.explain(report({ target: 'web-001' }));
  expect(failure).toMatchObject({ code: 'metrics-missing', contract: '/components/schemas/MetricItem' });
});

it('names types in the words of the vendor', () => {
  const [failure] = metrics.explain(report({ ...point, dimension: null }));
  expect(failure?.parameters.got).toBe('<nil>');
});

it('keeps the index of a bad item that stands behind many good ones', () => {
  const data = [...Array(500).fill(point), { ...point, target: '' }];
  expect(places(metrics.explain(report(...data)))).toEqual(['target-empty /data/500/target']);
});

it('reports at most twenty failures', () => {
  expect(metrics.explain(report(...Array(1000).fill({})))).toHaveLength(20);
});

it('refuses __proto__ as a name', () => {
  const hostile = JSON.parse('{"metrics": {"__proto__": 1}, "target": "web-001"}');
  expect(codes(metrics.explain(report(hostile)))).toEqual(['forbidden-name']);
});

it('tells the three mistakes in the name of a custom field apart', () => {
  const event = { status: 'ok', df_team: 'a', source: 'b', biz_size: 3 };
  expect(new Set(codes(push.explain({ event })))).toEqual(
    new Set(['custom-field-prefix', 'custom-field-reserved', 'custom-field-type']),
  );
});

it('warns of an unknown member and proposes the nearest name', () => {
  const [failure] = metrics.advise(report({ ...point, timestamp: 1661320521493, dimensions: {} }));
  expect(failure).toMatchObject({ code: 'unknown-field', pointer: '/data/0/dimensions' });
  expect(failure?.parameters.suggestion).toBe(': did you mean `dimension`?');
});

it('proposes nothing for a member that resembles no known one', () => {
  const [failure] = metrics.advise({ ...report({ ...point, timestamp: 0 }), zebra: 1 });
  expect(failure?.parameters.suggestion).toBe('');
});

it('gives seconds their own reason for events, which the backend drops', () => {
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521 };
  expect(codes(events.advise(report(event)))).toEqual(['timestamp-not-milliseconds']);
  expect(codes(metrics.advise(report({ ...point, timestamp: 1661320521 })))).toEqual(['timestamp-unit']);
});

it('says one thing about one place', () => {
  const event = { status: 'ok', title: 't', message: 'm', dimension_tags: {}, check_value: 1 };
  expect(codes(push.advise({ event, extra_data: {} }))).toEqual(['extra-data-misspelt']);
});

it('finds the reason of a body that is wrong ten thousand times', () => {
  const names = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`df_${index}`, 'x']));
  expect(codes(push.explain({ event: { ...names, status: 'ok' } }))).toContain('custom-field-prefix');
});

it('says how many items a long array has, whatever they are', () => {
  const cloudmonitor = loadBundle('cloudmonitor', 'documented');
  const batch = createExplainer(cloudmonitor, '/components/schemas/CustomEvents', '');
  const [failure] = batch.explain(Array.from({ length: 100_000 }, () => ({})));
  expect(failure).toMatchObject({ code: 'too-many-events', parameters: { length: 100_000 } });
});

it('misses no required member behind thousands of free ones', () => {
  const free = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`u${index}`, 1]));
  expect(codes(metrics.explain(report({ ...free, ...point, metrics: { 'a-b': 1 } })))).toEqual([
    'invalid-name',
  ]);
});

it('tells of each item whether it is dropped after the answer', () => {
  const event = { target: 't', event_name: 'n', event: { content: 'c' }, timestamp: 1661320521493 };
  expect(events.dropsItem(event)).toBe(false);
  expect(events.dropsItem({ ...event, timestamp: 1661320521 })).toBe(true);
  expect(events.dropsItem({ ...event, event_name: '' })).toBe(true);
  expect(metrics.dropsItem({ ...point, timestamp: 1661320521 })).toBe(false);
});

it('puts free names in the order of the body, also an empty one and one with slashes', () => {
  const names = ['a/b', '', 'c'];
  const item = { name: 'n', content: 'c', ...Object.fromEntries(names.map((name) => [name, 1])) };
  const batch = createExplainer(loadBundle('cloudmonitor', 'documented'), '/components/schemas/CustomEvent');
  expect(batch.advise(item).map(({ pointer }) => pointer)).toEqual(['/a~1b', '/', '/c']);
});

it('looks no further for a name that the schema has in another place', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`own${index}`, 1]));
  const point = { metrics: { wrong: 'x', ...many, data_id: 'x' }, target: 'web-001' };
  expect(places(metrics.explain(report(point)))).toEqual(['metric-value /data/0/metrics/wrong']);
});
