/** Uses the toy's client, server and mock, and prints the results as JSON. */
import { createToyClient, type ToyEvent } from '@pushspec/client/toy';
import { validateEvent, validateReport } from '@pushspec/client/toy/validate';
import { createMock } from '@pushspec/mock';
import { createServer } from '@pushspec/server';

const KEY = { accessKeyId: 'devAccessKeyId', accessKeySecret: 'devAccessKeySecret' };
const server = await createServer();
const mock = createMock();
const [{ url }, mocked] = await Promise.all([server.listen({ port: 0 }), mock.listen({ port: 0 })]);

const outcomeOf = (sending: Promise<{ status: number }>) =>
  sending.then(
    ({ status }) => ({ status }),
    ({ status, reason }) => ({ status, reason }),
  );

async function used(baseUrl: string, key = KEY) {
  const client = createToyClient({ ...key, baseUrl });
  return {
    batch: await outcomeOf(client.send([{ name: 'wound-up' }, { name: 'wheel-lost', value: 3 }])),
    report: await outcomeOf(client.report({ Name: 'bear', Note: 'a & b = 熊' })),
    unnamed: await outcomeOf(client.send({ value: 3 } as unknown as ToyEvent)),
    tooLong: await outcomeOf(client.report({ Name: 'x'.repeat(41) })),
  };
}

const json = async (response: Response) => ({ status: response.status, body: await response.json() });
const admin = async (path: string) => (await fetch(`${url}/__admin/${path}`)).json();
const post = (target: string, init: RequestInit = {}) => fetch(url + target, { method: 'POST', ...init });

const onServer = await used(url);
const verdicts = await server.requests({ api: 'toy' });
const wrongKey = { accessKeyId: 'devAccessKeyId', accessKeySecret: 'wrong-secret' };
const [wrongSignature] = [
  await outcomeOf(createToyClient({ ...wrongKey, baseUrl: url }).send({ name: 'a' })),
];

/** Sends the same signed bytes twice. The first request may be reset before it is recorded. */
async function sentTwice(first?: { reset: true }) {
  const sent: [string, RequestInit][] = [];
  const fetchOnce = async (target: string, init: RequestInit) => {
    sent.push([target, init]);
    return fetch(target, init);
  };
  if (first) server.fail({ api: 'toy', kind: 'reset', when: 'before-commit' });
  const client = createToyClient({ ...KEY, baseUrl: url, fetch: fetchOnce as typeof fetch });
  await client.send({ name: 'once' }).catch(() => undefined);
  const [again] = sent;
  return again && json(await fetch(...again));
}

const result = {
  onServer,
  onMock: await used(mocked.url),
  verdicts: verdicts.map(({ operation, outcome, reasons, items }) => ({
    operation,
    outcome,
    reasons: reasons.map(({ code, pointer }) => `${code} ${pointer}`),
    items: items.map(({ outcome }) => outcome),
  })),
  wrongSignature,
  replayed: await sentTwice(),
  afterReset: await sentTwice({ reset: true }),
  otherAction: await json(await post('/?Action=Other')),
  otherPath: await json(await post('/toy/other')),
  unsignedGet: await json(await fetch(`${url}/?Action=ReportToy&Name=bear`)),
  ownPage: (await fetch(`${url}/?x=1`)).status,
  otherMethod: await fetch(`${url}/?Action=ReportToy`, { method: 'PUT' }).then(({ status, headers }) => ({
    status,
    allow: headers.get('allow'),
  })),
  largeHead: (await post(`/?Action=ReportToy&Name=bear&Note=${'x'.repeat(20_000)}`)).status,
  largeHeadOfAnother: (await post('/event/custom/upload', { headers: { 'x-large': 'x'.repeat(20_000) } }))
    .status,
  shownSecrets: JSON.stringify(await admin('requests?api=toy')).includes(KEY.accessKeySecret),
  limits: (await admin('limits')).limits
    .filter(({ api }: { api: string }) => api === 'toy')
    .map(({ operation }: { operation: string }) => operation),
  composed: await json(
    await post('/__admin/try', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api: 'toy', operation: 'pushToys', json: { events: [{ name: 'composed' }] } }),
    }),
  ).then(({ body }) => body.answer.status),
  locally: [
    validateEvent({ name: '' }).reasons.map(({ code }) => code),
    validateReport({ Name: 'bear' }).reasons.map(({ code }) => code),
  ],
};
await Promise.all([server.close(), mock.close()]);
console.log(JSON.stringify(result));
