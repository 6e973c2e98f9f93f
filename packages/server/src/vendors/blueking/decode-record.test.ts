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

it.each(profiles)('takes the last of two data ids (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":1,"data_id":${dataId},${rest}}`)).toBe(200);
  expect(await statusOf(profile, `{"data_id":${dataId},"data_id":1,${rest}}`)).toBe(401);
});

it.each(profiles)('refuses the first of two data ids when it is no integer (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":"x","data_id":${dataId},${rest}}`)).toBe(400);
});

it.each(profiles)('keeps a data id that null follows (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":${dataId},"data_id":null,${rest}}`)).toBe(200);
});

it('takes the last of three data ids in different letter case', async () => {
  const body = `{"data_id":1,"DATA_ID":2,"data_id":${dataId},${rest}}`;
  expect(await statusOf('receiver', body)).toBe(200);
});

it.each(profiles)('tells the ends of 64 bits exactly (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data_id":9223372036854775807,${rest}}`)).toBe(401);
  expect(await statusOf(profile, `{"data_id":9223372036854775808,${rest}}`)).toBe(400);
  expect(await statusOf(profile, `{"data_id":-9223372036854775808,${rest}}`)).toBe(401);
  expect(await statusOf(profile, `{"data_id":-9223372036854775809,${rest}}`)).toBe(400);
});

it.each(profiles)('refuses a fraction behind a name that is written with an escape (%s)', async (profile) => {
  expect(await statusOf(profile, `{"data\\u005fid":${dataId}.0,${rest}}`)).toBe(400);
});

it.each(profiles)('looks at no data_id below the top level (%s)', async (profile) => {
  const body = `{"data_id":${dataId},"other":{"data_id":1.5},${rest}}`;
  expect(await statusOf(profile, body)).toBe(200);
});
