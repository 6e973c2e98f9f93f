import { expect, it } from 'vitest';
import { send, startServer } from '../../server.fixture.ts';
import { addressMistake } from './doctor.ts';

const MONITORS = [
  { secret: 'secret_canary_a', subUri: 'datakit/push' },
  { secret: 'secret_canary_b', subUri: 'alerts' },
  { secret: 'secret_canary_c' },
];

it.each([
  ['slash-difference', 'secret_canary_a', 'datakit/push/'],
  ['slash-difference', 'secret_canary_a', '/datakit/push'],
  ['slash-difference', 'secret_canary_a', 'datakit//push'],
  ['slash-difference', 'secret_canary_a', 'datakitpush'],
  ['slash-difference', 'secret_canary_c', '/'],
  ['sub-uri-encoded-twice', 'secret_canary_a', 'datakit%2Fpush'],
  ['sub-uri-of-other-monitor', 'secret_canary_a', 'alerts'],
  ['sub-uri-left-out', 'secret_canary_a', ''],
  ['sub-uri-too-many', 'secret_canary_c', 'grafana'],
  ['sub-uri-case', 'secret_canary_a', 'Datakit/Push'],
  ['sub-uri-with-spaces', 'secret_canary_a', ' datakit/push'],
  ['sub-uri-cut', 'secret_canary_a', 'datakit'],
  ['sub-uri-with-more', 'secret_canary_a', 'datakit/push/v2'],
  ['secret-and-sub-uri-swapped', 'datakit', 'push/secret_canary_a'],
  ['secret-and-sub-uri-swapped', 'alerts', 'secret_canary_b'],
  ['secret-case', 'SECRET_CANARY_A', 'datakit/push'],
  ['secret-with-spaces', '<secret_canary_a>', 'datakit/push'],
  ['secret-encoded-twice', 'secret%5Fcanary%5Fa', 'datakit/push'],
  ['api-key-as-secret', 'key_canary', 'datakit/push'],
  ['sub-uri-of-monitor-with-other-secret', 'unknown_secret', 'datakit/push'],
])('names the mistake %s in %s/%s', (code, secret, subUri) => {
  const mistake = addressMistake({ secret, subUri, monitors: MONITORS, apiKeys: ['key_canary'] });
  expect(mistake?.code).toBe(code);
  expect(JSON.stringify(mistake)).not.toContain('canary');
});

it.each([
  ['secret_canary_a', 'datakit/push'],
  ['secret_canary_c', ''],
  ['unknown_secret', 'elsewhere'],
])('finds no mistake in %s/%s', (secret, subUri) => {
  expect(addressMistake({ secret, subUri, monitors: MONITORS, apiKeys: [] })).toBeUndefined();
});

it.each([1, 10_000])('names the slash after a subUri of %i characters', (length) => {
  const monitor = { secret: 'secret_canary_a', subUri: 'p'.repeat(length) };
  const given = { secret: monitor.secret, subUri: `${monitor.subUri}/` };
  expect(addressMistake({ ...given, monitors: [monitor], apiKeys: [] })?.code).toBe('slash-difference');
});

it('names the slash in the verdict of a successful response', async () => {
  const server = await startServer();
  const { status } = await send(server.url, {
    path: '/api/v1/push-events/secret_dev/datakit/push/',
    headers: { 'content-type': 'application/json' },
    body: '{"event":{"status":"error"}}',
  });
  const [verdict] = await server.requests();
  expect(status).toBe(200);
  expect(verdict).toMatchObject({ outcome: 'ignored', reasons: [{ code: 'sub-uri-mismatch' }] });
  const named = verdict?.warnings.find(({ code }) => code === 'address-diagnosis');
  expect(named?.message).toContain('an extra slash at the end');
});
