import { sign } from '@pushspec/client/cloudmonitor';
import { developmentConfig, isObject, loadBundle, operationsOf, profiles, vendors } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';

const NOW = Date.UTC(2026, 10, 21, 8, 30);

/** Every request example of every contract, as the docs show them. */
const examples = vendors.flatMap((vendor) =>
  profiles.flatMap((profile) => {
    const entry = operationsOf(loadBundle(vendor, profile))[0];
    const body = entry?.operation.requestBody;
    const media = isObject(body) && isObject(body.content) ? Object.values(body.content)[0] : undefined;
    const named = isObject(media) && isObject(media.examples) ? Object.entries(media.examples) : [];
    return named.map(([name, example]) => ({
      vendor,
      profile,
      name,
      value: (example as { value: unknown }).value,
    }));
  }),
);

function pathOf(vendor: (typeof vendors)[number]): string {
  const path = operationsOf(loadBundle(vendor, 'documented'))[0]?.path ?? '';
  const { secret = '', subUri = '' } = developmentConfig.guance.monitors[0] ?? {};
  return path.replace('{secret}', secret).replace('{subUri}', subUri);
}

function headersOf(vendor: (typeof vendors)[number], body: string): Record<string, string> {
  const headers = { 'content-type': 'application/json' };
  if (vendor !== 'cloudmonitor') return headers;
  const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0] ?? { accessKeyId: '', accessKeySecret: '' };
  const signed = {
    ...headers,
    date: new Date(NOW).toUTCString(),
    'x-cms-api-version': '1.0',
    'x-cms-ip': '127.0.0.1',
    'x-cms-signature': 'hmac-sha1',
  };
  const input = {
    method: 'POST',
    requestTarget: pathOf(vendor),
    headers: signed,
    body: Buffer.from(body),
    ...key,
  };
  const { authorization, contentMd5 = '' } = sign(input);
  return { ...signed, authorization, 'content-md5': contentMd5 };
}

it.each(examples)(
  'is accepted when it is pasted: $vendor $profile $name',
  async ({ vendor, profile, value }) => {
    const server = await createServer({ profile, clock: () => NOW });
    onTestFinished(() => server.close());
    const { url } = await server.listen({ port: 0 });
    const body = JSON.stringify(value);
    await fetch(url + pathOf(vendor), { method: 'POST', body, headers: headersOf(vendor, body) });
    expect(await server.requests()).toMatchObject([{ outcome: 'accepted', reasons: [] }]);
  },
);
