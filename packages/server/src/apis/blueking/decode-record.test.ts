import { developmentConfig, profiles } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { send, startServer } from '../../server.fixture.ts';

const { dataId, accessToken } = developmentConfig.blueking.dataIds[0] as {
  dataId: number;
  accessToken: string;
};
const rest = `"access_token":"${accessToken}","data":[{"metrics":{"cpu_load":1},"target":"web-001"}]`;

async function statusOf(profile: (typeof profiles)[number], body: string) {
  const server = await startServer({ profile });
  return (await send(server.url, { path: '/v2/push/', body })).status;
}

it.each(profiles)('uses the last of two data ids (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":1,"data_id":${dataId},${rest}}`)).toBe(200);
  expect(await statusOf(profile, `{"data_id":${dataId},"data_id":1,${rest}}`)).toBe(401);
});

it.each(profiles)('rejects the first of two data ids if it is not an integer (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":"x","data_id":${dataId},${rest}}`)).toBe(400);
});

it.each(profiles)('keeps a data id that is followed by null (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":${dataId},"data_id":null,${rest}}`)).toBe(200);
});

it('uses the last of three data ids in different letter case', async () => {
  const body = `{"data_id":1,"DATA_ID":2,"data_id":${dataId},${rest}}`;
  expect(await statusOf('receiver', body)).toBe(200);
});

it.each(profiles)('distinguishes the limits of 64 bits exactly (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":9223372036854775807,${rest}}`)).toBe(401);
  expect(await statusOf(profile, `{"data_id":9223372036854775808,${rest}}`)).toBe(400);
  expect(await statusOf(profile, `{"data_id":-9223372036854775808,${rest}}`)).toBe(401);
  expect(await statusOf(profile, `{"data_id":-9223372036854775809,${rest}}`)).toBe(400);
});

it.each(profiles)('rejects a fraction after a name with an escape (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data\\u005fid":${dataId}.0,${rest}}`)).toBe(400);
});

it.each(profiles)('ignores data_id below the top level (%s)', async (profile) => {
  const body = `{"data_id":${dataId},"other":{"data_id":1.5},${rest}}`;
  expect(await statusOf(profile, body)).toBe(200);
});

it('compares the low 32 bits of an integer that no double holds exactly', async () => {
  const large = 2n ** 62n + BigInt(dataId);
  expect(await statusOf('receiver', `{"data_id":${large},${rest}}`)).toBe(200);
  expect(await statusOf('receiver', `{"data_id":${large + 1n},${rest}}`)).toBe(401);
  expect(await statusOf('receiver', `{"data_id":${-(2n ** 62n) + BigInt(dataId)},${rest}}`)).toBe(200);
  expect(await statusOf('documented', `{"data_id":${large},${rest}}`)).toBe(401);
});
