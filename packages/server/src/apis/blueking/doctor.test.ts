import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { send, startServer } from '../../server.fixture.ts';
import { tokenMistake } from './doctor.ts';

const METRIC = {
  dataId: 1_500_101,
  accessToken: '2f7c9a0e4b6d4c51a0e4b6d4c512f7c9',
  kind: 'metric',
} as const;
const EVENT = {
  dataId: 1_500_102,
  accessToken: '8d1e5b73-40fa-4a96-9b1e-5b7340fa4a96',
  kind: 'event',
} as const;

it.each([
  ['token-of-other-data-id', METRIC.dataId, EVENT.accessToken],
  ['token-of-other-data-id', 7, METRIC.accessToken],
  ['data-id-beyond-32-bits', METRIC.dataId + 2 ** 32, METRIC.accessToken],
  ['data-id-as-token', METRIC.dataId, String(METRIC.dataId)],
  ['token-with-spaces', METRIC.dataId, ` ${METRIC.accessToken}\n`],
  ['token-with-spaces', METRIC.dataId, `Bearer ${METRIC.accessToken}`],
  ['token-spelling', METRIC.dataId, METRIC.accessToken.toUpperCase()],
  ['token-spelling', EVENT.dataId, EVENT.accessToken.replaceAll('-', '')],
  ['token-cut', METRIC.dataId, METRIC.accessToken.slice(0, -1)],
  ['token-with-more', METRIC.dataId, `${METRIC.accessToken}_old`],
  ['prometheus-token', METRIC.dataId, `${'Ymtia2JrYmtia2Jr'.repeat(4)}==`],
  ['token-missing', METRIC.dataId, ''],
  ['token-unknown', METRIC.dataId, 'nope'],
  ['data-id-unknown', 7, 'nope'],
])('names the mistake %s', (code, dataId, accessToken) => {
  const mistake = tokenMistake([METRIC, EVENT], { dataId, accessToken, headers: {} });
  expect(mistake?.code).toBe(code);
  expect(JSON.stringify(mistake)).not.toMatch(/2f7c9a0e|8d1e5b73/i);
});

it('names the owner of the token in the verdict, not in the response', async () => {
  const server = await startServer();
  const [metric, event] = developmentConfig.blueking.dataIds;
  const body = JSON.stringify({ data_id: metric?.dataId, access_token: event?.accessToken, data: [] });
  const response = await send(server.url, { path: '/v2/push/', body });
  const [verdict] = await server.requests();
  expect(verdict?.warnings).toMatchObject([{ code: 'token-diagnosis' }]);
  expect(verdict?.warnings[0]?.message).toContain(`the token belongs to data id ${event?.dataId}`);
  expect(Object.keys(JSON.parse(response.text))).toEqual(['code', 'result', 'message']);
});

it.each([
  [
    {},
    METRIC.accessToken,
    'data_id is missing, and the token belongs to data id 1500101, which is registered for metrics',
  ],
  [{ dataId: 1 }, 'nope', 'data_id is missing, and the property dataId is not read'],
  [{}, 'nope', 'data_id is missing'],
])('says of %j that data_id is missing', (body, accessToken, cause) => {
  const names = Object.keys(body);
  const mistake = tokenMistake([METRIC, EVENT], { dataId: undefined, accessToken, headers: {}, names });
  expect(mistake).toMatchObject({ code: 'data-id-missing', cause });
});

it.each([{}, { data_id: null }])('does not mention 0 for %j', async (dataId) => {
  const server = await startServer();
  const token = developmentConfig.blueking.dataIds[0]?.accessToken;
  await send(server.url, {
    path: '/v2/push/',
    body: JSON.stringify({ ...dataId, access_token: token, data: [] }),
  });
  const [verdict] = await server.requests();
  expect(verdict?.warnings[0]?.message).toMatch(
    /data_id is missing, and the token belongs.*\(data-id-missing\)$/,
  );
});

it.each(['x-bk-token', 'authorization', 'x-access-token', 'X-API-Key'])(
  'says that the header %s is not read',
  (name) => {
    const headers = { 'content-type': 'application/json', cookie: 'a=b', [name]: METRIC.accessToken };
    const mistake = tokenMistake([METRIC], { dataId: METRIC.dataId, accessToken: '', headers });
    expect(mistake?.cause).toBe(`access_token is missing, and the header ${name} is not read`);
  },
);

it('does not mention headers that contain no token', () => {
  const headers = { 'content-type': 'application/json', cookie: 'a=b' };
  const mistake = tokenMistake([METRIC], { dataId: METRIC.dataId, accessToken: '', headers });
  expect(mistake?.cause).toBe('access_token is missing');
});

it('does not examine a token of a megabyte', () => {
  const accessToken = `x${' '.repeat(1_000_000)}y`;
  expect(tokenMistake([METRIC], { dataId: 1, accessToken, headers: {} })?.code).toBe('data-id-unknown');
});
