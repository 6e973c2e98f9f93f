/** Checks that unknown secrets are masked in headers, in paths and under their names. */
import { expect, it } from 'vitest';
import {
  configWith,
  guancePath,
  push,
  report,
  type Sent,
  secrets,
  serve,
  serveForFile,
} from './masking.fixture.ts';

const shared = serveForFile();
const stranger = 'stranger-9f8e7d6c5b';

/** Returns the record of a request, as JSON. */
async function shownOf(sent: Sent): Promise<string> {
  const { record } = await shared();
  return JSON.stringify(await record(sent));
}

it.each([
  ['in its place', `${guancePath}/${stranger}/team`],
  ['without a subUri', `${guancePath}/${stranger}`],
  ['behind a misspelled segment', `/api/v1/push-event/${stranger}/team`],
  ['behind a segment in another case', `/api/v1/Push-Events/${stranger}/team`],
  ['behind another version', `/api/v2/push-events/${stranger}/team`],
  ['behind a segment too few', `/api/v1/${stranger}/team`],
  ['behind a segment too many', `/api/v1/openapi/push-events/${stranger}/team`],
  ['behind a percent-encoded letter', `/api/v1/%70ush-events/${stranger}/team`],
  ['behind a percent-encoded slash', `/api/v1/push-events%2F${stranger}%2Fteam`],
  ['behind a second slash', `/api/v1/push-events//${stranger}/team`],
  ['behind a dot', `${guancePath}/./${stranger}/team`],
  ['in quotation marks', `${guancePath}/%22${stranger}%22/team`],
  ['percent-encoded', `${guancePath}/${stranger.replaceAll('-', '%2d')}/team`],
  ['percent-encoded twice', `${guancePath}/${stranger.replaceAll('-', '%252D')}/team`],
])('masks a Guance secret %s', async (_, path) => {
  expect(await shownOf({ path, body: '{"event":{"status":"ok"}}' })).not.toMatch(/stranger/);
});

it.each([
  ['?', `?access_token=${stranger}`],
  ['&', `?a=b&token=${stranger}`],
  [';', `;access_token=${stranger}`],
  ['; in the query', `?a=b;api_key=${stranger}`],
  ['a second ?', `?a=b?secret=${stranger}`],
  ['#', `?a=b#token=${stranger}`],
  ['an escape in the name', `?access%5Ftoken=${stranger}`],
])('masks the value of a query parameter after %s', async (_, query) => {
  expect(await shownOf({ path: `/v2/push/${query}`, body: '{}' })).not.toMatch(/stranger/);
});

const multipart = (name: string) =>
  `--b\r\nContent-Disposition: form-data; name="data_id"\r\n\r\n7\r\n--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${stranger}\r\n--b--\r\n`;

it.each([
  ['JSON', `{"data_id":7,"access_token":"${stranger}","data":[]}`],
  ['JSON with an escape in the name', `{"data_id":7,"access\\u005ftoken":"${stranger}"}`],
  ['JSON that is cut off', `{"data_id":7,"access_token":"${stranger}`],
  ['JSON with a comment', `// mine\n{"data_id":7,"access_token":"${stranger}"}`],
  ['JSON with single quotes', `{'data_id': 7, 'access_token': '${stranger}'}`],
  ['JSON without quotes', `{data_id: 7, access_token: ${stranger}}`],
  ['JSON that is serialized twice', JSON.stringify(JSON.stringify({ access_token: stranger }))],
  [
    'JSON that is serialized three times',
    JSON.stringify(JSON.stringify(JSON.stringify({ access_token: stranger }))),
  ],
  ['JSON in JSON', JSON.stringify({ data: JSON.stringify({ access_token: stranger }) })],
  ['a list below the name', `{"access_token":["${stranger}"]}`],
  ['an object below the name', `{"access_token":{"value":"${stranger}"}}`],
  ['a form', `data_id=7&access_token=${stranger}&data=%5B%5D`],
  ['a form that holds JSON', `body=${encodeURIComponent(`{"access_token":"${stranger}"}`)}`],
  ['multipart', multipart('access_token')],
  ['XML', `<push><access_token>${stranger}</access_token></push>`],
  ['an element of XML with attributes', `<push><access_token type="s">${stranger}</access_token></push>`],
  ['character data of XML', `<access_token><![CDATA[${stranger}]]></access_token>`],
  ['a list of names and values', `[{"name":"access_token","value":"${stranger}"}]`],
  ['an attribute of XML', `<push access_token="${stranger}"/>`],
  ['YAML', `data_id: 7\naccess_token: ${stranger}\n`],
  ['headers in a body', `X-BK-TOKEN: ${stranger}\r\nAuthorization: Bearer ${stranger}\r\n`],
])('masks a BlueKing token in %s', async (_, body) => {
  expect(await shownOf(report(body))).not.toMatch(/stranger/);
});

it.each([
  ['authorization', `keyId:${stranger}`],
  ['authorization', `${stranger}:0123456789ABCDEF`],
  ['authorization', `keyId:${stranger}:0123456789ABCDEF`],
  ['authorization', stranger],
  ['authorization', `Bearer ${stranger}`],
  ['authorization', `Bearer part:${stranger}:part`],
  ['authorization', `Basic ${stranger}==`],
  ['authorization', `Digest username="u", response="${stranger}"`],
  ['authorization', `${stranger} 0123456789ABCDEF`],
  ['cookie', `theme=dark; session=a:${stranger}:b`],
  ['cookie', `session=${stranger}`],
  ['df-api-key', `key:${stranger}`],
  ['x-api-key', `${stranger};v=1`],
  ['x-cms-security-token', stranger],
  ['x-bk-token', stranger],
])('masks the secret in the header %s: %s', async (name, value) => {
  const path = '/event/custom/upload';
  expect(await shownOf({ path, body: '[]', headers: { [name]: value } })).not.toMatch(/stranger/);
});

it('also masks such a secret where the request repeats it', async () => {
  const shown = await shownOf(
    report(`{"data_id":7,"access_token":"${stranger}","data":[{"${stranger}":"${stranger}"}]}`, {
      'x-trace': `of ${stranger}`,
    }),
  );
  expect(shown).not.toMatch(/stranger/);
});

it('shows only the ids of configured keys', async () => {
  const { record } = await shared();
  const path = '/event/custom/upload';
  const known = await record({ path, body: '[]', headers: { authorization: 'keyId:0123456789' } });
  const unknown = await record({
    path,
    body: '[]',
    headers: { authorization: 'LTAI5tSomeOtherKeyId:0123456789' },
  });
  expect(known.request.headers.authorization).toBe('keyId:…6789');
  expect(unknown.request.headers.authorization).toBe('…eyId:…6789');
});

it('masks a configured secret that is sent as a key id', async () => {
  const { record } = await shared();
  const authorization = `${secrets.accessKeySecret}:0123456789ABCDEF0123456789ABCDEF01234567`;
  const shown = await record({ path: '/event/custom/upload', body: '[]', headers: { authorization } });
  expect(JSON.stringify(shown)).not.toContain(secrets.accessKeySecret);
});

const short = { accessToken: 'abc', accessKeySecret: 'k1', securityToken: 's2', apiKey: 'key3', secret: 'x' };

it.each<[string, Sent, (record: ReturnType<typeof JSON.parse>) => unknown, unknown]>([
  [
    'a header',
    { ...push({}), headers: { 'df-api-key': 'key3' } },
    (r) => r.request.headers['df-api-key'],
    '…',
  ],
  ['a path', { path: `${guancePath}/x/x`, body: '{}' }, (r) => r.request.target, `${guancePath}/…/x`],
  [
    'a property',
    report('{"data_id":7,"access_token":"abc","data":"abc"}'),
    (r) => r.request.body,
    '{"data_id":7,"access_token":"…","data":"abc"}',
  ],
  [
    'the message of the vendor',
    report('{"data_id":7,"access_token":"abd","data":"abd"}'),
    (r) => JSON.parse(r.answer.body).message,
    'reject invalid token: 7/…',
  ],
])(
  'masks a secret of fewer than six characters in %s because its role is known',
  async (_, sent, part, expected) => {
    const { record } = await serve({ config: configWith(short) });
    expect(part(await record(sent))).toBe(expected);
  },
);

it('does not mask a secret of fewer than six characters where nothing marks it as one', async () => {
  const { record } = await serve({ config: configWith(short) });
  const shown = await record({
    path: `${guancePath}/x/x`,
    body: '{"event":{"status":"ok","title":"axis k1 key3"}}',
  });
  expect(shown.request.body).toBe('{"event":{"status":"ok","title":"axis k1 key3"}}');
  expect(shown.verdict.items[0].result.df_title).toBe('axis k1 key3');
});

it.each([
  ['a comma', ','],
  ['a semicolon and a space', '; '],
  ['a vertical bar', '|'],
])('masks anything but names of headers in SignedHeaders, separated by %s', async (_, separator) => {
  const names = ['host', 'x-acs-content-sha256', stranger].join(separator);
  const authorization = `ACS3-HMAC-SHA256 Credential=keyId,SignedHeaders=${names},Signature=${stranger}`;
  const shown = await shownOf({ path: '/', body: '', headers: { authorization } });
  expect(shown).not.toMatch(/stranger/);
  expect(shown).toContain(`SignedHeaders=${['host', 'x-acs-content-sha256', '…'].join(separator)}`);
});

it('masks a signature behind the name of its algorithm, and keeps the name readable elsewhere', async () => {
  const headers = { authorization: `keyId:hmac-sha1 ${stranger}`, 'x-cms-signature': 'hmac-sha1' };
  const shown = await shownOf({ path: '/event/custom/upload', body: '[]', headers });
  expect(shown).not.toMatch(/stranger/);
  expect(shown).toContain('"x-cms-signature":"hmac-sha1"');
});

it('masks credentials in a header, but not the name of their provider', async () => {
  const headers = { 'x-acs-credentials': stranger, 'x-acs-credentials-provider': 'static_ak' };
  const shown = await shownOf({ path: '/', body: '', headers });
  expect(shown).not.toMatch(/stranger/);
  expect(shown).toContain('"x-acs-credentials-provider":"static_ak"');
});

it('masks text between an algorithm and the fields of an Authorization header', async () => {
  const authorization = `ACS3-HMAC-SHA256 ${stranger} Credential=keyId,SignedHeaders=host,Signature=0`;
  expect(await shownOf({ path: '/', body: '', headers: { authorization } })).not.toMatch(/stranger/);
});
