import { afterAll, beforeAll, expect, it } from 'vitest';
import { workspaceWithToy } from './new-api/workspace.ts';
import type { WorkspaceCopy } from './workspace-copy.ts';

let copy: WorkspaceCopy;
let used: Record<string, unknown>;

const printed = async (program: string) => JSON.parse(await copy.node(`programs/${program}.ts`));

beforeAll(async () => {
  copy = await workspaceWithToy();
  used = await printed('use');
});
afterAll(() => copy?.remove());

const accepted = { status: 200 };

it('compiles every package with the new API', async () => {
  await copy.node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.published.json');
});

it('sends both operations to the server with the typed client', () => {
  expect(used.onServer).toEqual({
    batch: accepted,
    report: accepted,
    unnamed: { status: 400, reason: 'name-missing' },
    tooLong: { status: 400, reason: 'name-too-long' },
  });
});

it('records the operation, its reasons and its items', () => {
  expect(used.verdicts).toEqual([
    { operation: 'pushToys', outcome: 'accepted', reasons: [], items: ['accepted', 'accepted'] },
    { operation: 'reportToy', outcome: 'accepted', reasons: [], items: ['accepted'] },
    {
      operation: 'pushToys',
      outcome: 'rejected',
      reasons: ['name-missing /events/0/name'],
      items: ['rejected'],
    },
    { operation: 'reportToy', outcome: 'rejected', reasons: ['name-too-long /Name'], items: ['rejected'] },
  ]);
});

it('mocks both operations', () => {
  expect(used.onMock).toMatchObject({
    batch: accepted,
    report: accepted,
    unnamed: { status: 400 },
    tooLong: { status: 400 },
  });
});

it('verifies its own signing scheme with the keys of another API', () => {
  expect(used.wrongSignature).toEqual({ status: 401, reason: 'signature-mismatch' });
});

it('rejects a used nonce, and releases it if the request left no trace', () => {
  expect(used.replayed).toMatchObject({ status: 401, body: { code: 'NonceUsed' } });
  expect(used.afterReset).toMatchObject(accepted);
});

it('finds an operation on / by its action, also for GET, and passes other requests to the site', () => {
  expect(used.otherAction).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  expect(used.otherPath).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  expect(used.unsignedGet).toMatchObject({ status: 401, body: { code: 'KeyMissing' } });
  expect(used.otherMethod).toEqual({ status: 405, allow: 'POST, GET' });
  expect(used.ownPage).toBe(200);
});

it('accepts a larger request head only for this API', () => {
  expect(used.largeHead).toBe(401);
  expect(used.largeHeadOfAnother).toBe(431);
});

it('shows no secrets of the API', () => {
  expect(used.shownSecrets).toBe(false);
});

it('lists the limits of both operations and composes a signed request', () => {
  expect(used.limits).toEqual(['pushToys', 'reportToy']);
  expect(used.composed).toBe(200);
});

it('validates single items without a server', () => {
  expect(used.locally).toEqual([['name-missing'], []]);
});

it('passes pushspec verify', async () => {
  const { code, lines } = await printed('verify');
  expect({ code, lines: code === 0 ? [] : lines }).toEqual({ code: 0, lines: [] });
});

it('is in the machine-readable files, the collections and the samples', async () => {
  const everyLanguage = ['curl', 'typescript', 'python', 'java', 'go', 'command-line'];
  expect(await printed('documents')).toEqual({
    ...{ index: true, english: true, chinese: true, postman: true, bruno: true, bundles: 4 },
    samples: [everyLanguage, everyLanguage],
  });
});
