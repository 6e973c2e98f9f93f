/** Checks that a secret equal to a name or reason code of the admin API does not change its structure. */
import { expect, it } from 'vitest';
import {
  configWith,
  guancePath,
  post,
  push,
  report,
  type Secrets,
  type Sent,
  secrets,
  serve,
} from './masking.fixture.ts';

/** Returns a configuration with one word as every secret that may be equal. */
const all = (word: string): Secrets => ({
  accessToken: word,
  accessKeySecret: word,
  securityToken: word,
  apiKey: word,
  secret: word,
});

const requests: Sent[] = [
  report('{"data_id":7,"access_token":"unheard-of","data":[]}'),
  report('{"data_id":"seven"}'),
  { path: `${guancePath}/somewhere/else`, body: '{"event":{"status":"nonsense","date":"now"}}' },
  { path: '/event/custom/upload', body: '[]' },
  { path: '/event/custom/upload', body: '[]', headers: { authorization: 'nobody:0123456789ABCDEF' } },
];

/** Returns the list without the values that differ between requests. */
async function listWith(config: Secrets) {
  const { url, see, server } = await serve({
    config: configWith(config),
    clock: () => 1_795_000_000_000,
    random: () => 0.5,
  });
  for (const request of requests) await post(url, request);
  const { status, body } = await see('/requests');
  await server.close();
  return { status, text: JSON.stringify(body).replace(/"id":"[^"]+"/g, '"id":""') };
}

it.each([
  ['x', 'e', '"', '1', 'ok'],
  ['status', 'outcome', 'rejected', 'message', 'requests'],
  ['documented', 'guance', 'access_token', 'invalid-token', 'x-reasons'],
  ['must be', 'string', '2026-1', 'blueking', 'pointer'],
  ['warnings', 'items', 'reasons', 'number', '/event/status'],
])('shows the same list when the secrets are %s, %s, %s, %s and %s', async (...words) => {
  const [accessToken, accessKeySecret, securityToken, apiKey, secret] = words;
  const shown = await listWith({ accessToken, accessKeySecret, securityToken, apiKey, secret });
  expect(shown).toEqual(await listWith(secrets));
});

it('masks a secret that is also a word of the API where a request contains it', async () => {
  const { record } = await serve({ config: configWith(all('rejected')) });
  const shown = await record(push({ status: 'rejected', rejected: 'rejected' }));
  expect(shown.request.body).not.toContain('rejected');
  expect(shown.verdict.outcome).toBe('rejected');
});

it('masks names in a request like values', async () => {
  const { record } = await serve();
  const { secret } = secrets;
  const shown = await record(
    push({
      status: 'ok',
      [secret]: 'custom',
      dimension_tags: { [`${secret}1`]: 'tag', [`${secret}2`]: 'tag' },
    }),
  );
  expect(JSON.stringify(shown)).not.toContain(secret);
  // Both tags and the custom field are present.
  const { result } = shown.verdict.items[0];
  expect(Object.values(result).filter((value) => value === 'tag')).toHaveLength(2);
  expect(result).toMatchObject({ df_status: 'ok', '…9a8b': 'custom' });
});

it('masks a name with a slash in a pointer', async () => {
  const accessToken = 'canary/token~1f0e9d';
  const { record } = await serve({ config: configWith({ ...secrets, accessToken }) });
  const dimension = { [accessToken]: 1 };
  const item = { target: 't', event_name: 'n', event: { content: 'c' }, dimension };
  const shown = await record(report(JSON.stringify({ data_id: 7, access_token: accessToken, data: [item] })));
  expect(shown.verdict.reasons[0].pointer).toBe('/data/0/dimension/…0e9d');
  expect(JSON.stringify(shown)).not.toContain('token~1f0e9d');
});

it('masks the whole longer secret of two with a common prefix', async () => {
  const config = configWith({ ...secrets, apiKey: 'common-beginning', secret: 'common-beginning-and-more' });
  const { record } = await serve({ config });
  const shown = await record({
    path: `${guancePath}/common-beginning-and-more/x`,
    body: '{"event":{"status":"ok","title":"common-beginning-and-more, common-beginning"}}',
  });
  expect(shown.request.body).toContain('"title":"…more, …ning"');
  expect(JSON.stringify(shown)).not.toMatch(/common|-and-/);
});

it('masks the beginning of a secret that was cut off', async () => {
  const { url, see } = await serve();
  const filler = 'v'.repeat(88);
  await post(url, push({ status: filler + secrets.accessToken }));
  await post(url, push({ status: 'ok', date: filler + secrets.accessKeySecret }));
  await post(url, { ...push({}), headers: { 'content-type': `text/${filler}${secrets.accessToken}` } });
  await post(url, { path: `/api/v1/${'v'.repeat(180)}${secrets.accessKeySecret}`, body: '{}' });
  const { body } = await see('/requests');
  expect(body.requests).toHaveLength(4);
  expect(JSON.stringify(body)).not.toMatch(/canary/);
});

it('masks a secret in the values of headers that are not ASCII', async () => {
  const accessToken = 'clé-d’accès-ключ';
  const { record } = await serve({ config: configWith({ ...secrets, accessToken }) });
  const utf8 = Buffer.from(accessToken, 'utf8').toString('latin1');
  const shown = await record({ ...push({ status: 'ok' }), headers: { 'x-anything': `of ${utf8}.` } });
  expect(shown.request.headers['x-anything']).toBe('of ….');
});

it('masks a secret with quotes and backslashes in the tags of a generated event', async () => {
  const accessToken = 'canary"quote\\slash-77';
  const { record } = await serve({ config: configWith({ ...secrets, accessToken }) });
  const shown = await record(
    push(
      { status: 'ok', dimension_tags: { host: accessToken, [accessToken]: 'a' } },
      { extraData: { accessToken } },
    ),
  );
  const { df_dimension_tags: tags, df_meta: meta } = shown.verdict.items[0].result;
  expect(JSON.parse(tags)).toEqual({ host: '…h-77', '…h-77': 'a' });
  expect(JSON.parse(meta).extra_data).toEqual({ accessToken: '…h-77' });
  expect(JSON.stringify(shown)).not.toMatch(/quote|slash-77/);
});

it('masks every secret in a signature report, but none of its words', async () => {
  const { url, see } = await serve({ config: configWith(all('signature')) });
  const headers = { authorization: 'keyId:0123456789', 'x-cms-version': 'signature', date: 'now' };
  const sent = await post(url, { path: '/event/custom/upload', body: '[]', headers });
  const { status, body } = await see(`/requests/${sent.headers['x-pushspec-request-id']}/signature`);
  expect(status).toBe(200);
  expect(body.signature).toBe('wrong');
  expect(body.stringToSign).not.toContain('x-cms-version:signature');
});
