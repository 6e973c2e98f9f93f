import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, developmentConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { httpTarget } from './http-target.ts';

const url = 'http://127.0.0.1:1';
const address = 'url must be an http or https address without a path, such as http://127.0.0.1:4010';

it.each([
  [{ url: '127.0.0.1:4010' }, address],
  [{ url: undefined }, address],
  [{ url: 'ftp://127.0.0.1' }, address],
  [{ url: `${url}/v2/push/` }, address],
  [{ profile: 'strict' }, 'there is no profile "strict": profile is one of documented, receiver'],
  [{ profile: undefined }, 'there is no profile undefined: profile is one of documented, receiver'],
])('says of an option what it has to be: %j', async (option, message) => {
  const options = { url, config: developmentConfig, profile: 'documented', ...option };
  await expect(httpTarget(options as never)).rejects.toThrow(new TypeError(message));
});

it('says of a configuration what is wrong in it', async () => {
  const opening = httpTarget({ url, config: { guance: { monitors: [{}] } } as never, profile: 'documented' });
  await expect(opening).rejects.toThrow(
    new ConfigError("configuration at /guance/monitors/0: must have required property 'secret'"),
  );
});

it('fills in what is left out of a configuration', async () => {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const config = { guance: { monitors: [{ secret: 'own-monitor' }] } };
  const target = await httpTarget({ url: `http://127.0.0.1:${port}`, config, profile: 'documented' });
  onTestFinished(() => target.close());
  expect(target.config.guance.monitors).toEqual([{ secret: 'own-monitor' }]);
  expect(target.config.blueking).toEqual(developmentConfig.blueking);
});
