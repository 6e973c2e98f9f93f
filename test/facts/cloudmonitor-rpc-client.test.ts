/** The client of CloudMonitor's RPC API against the reference server, on real sockets. */
import { join } from 'node:path';
import {
  createCloudMonitorRpcClient,
  createOpenApiClient,
  type RpcCustomEvent,
} from '@pushspec/client/cloudmonitor-rpc';
import { createReporter } from '@pushspec/client/reporter';
import { developmentConfig } from '@pushspec/contract';
import { limits } from '@pushspec/contract/cloudmonitor-rpc';
import { createServer } from '@pushspec/server';
import { Rolldown } from 'tsdown';
import { expect, it, onTestFinished } from 'vitest';

const [account] = developmentConfig.cloudmonitor.accounts;
const keys = account?.keys ?? [];
const [credentials = { accessKeyId: '', accessKeySecret: '' }] = keys;
const EVENTS: RpcCustomEvent[] = [
  { EventName: "~*+%'!()&=#?", Content: '磁盘 97 % 🔥\n"quoted"' },
  { EventName: '发布', Content: ' 1.4 ', GroupId: '27147', Time: '20261121T083000.000+0800' },
];

async function started() {
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return { server, url };
}

it('delivers events with any characters unchanged, also below a path', async () => {
  const { server, url } = await started();
  for (const baseUrl of [url, `${url}/rpc`]) {
    await createCloudMonitorRpcClient({ credentials, baseUrl }).send(EVENTS);
  }
  const requests = await server.requests();
  const fields = requests.map(({ items }) => items.map(({ result }) => result));
  const received = EVENTS.map((event) => ({
    ...event,
    ...(event.Time && { Time: '2026-11-21T00:30:00.000Z' }),
  }));
  expect(fields).toMatchObject([received, received]);
});

it('signs with a temporary key', async () => {
  const { url } = await started();
  const temporary = developmentConfig.cloudmonitor.accounts
    .flatMap((one) => one.keys)
    .find(({ securityToken }) => securityToken);
  if (!temporary) throw new Error('the development configuration has no temporary key');
  const client = createCloudMonitorRpcClient({ credentials: async () => temporary, baseUrl: url });
  expect(await client.send(EVENTS)).toMatchObject({ status: 200, items: 2, requestId: expect.any(String) });
  const { securityToken: _, ...withoutToken } = temporary;
  const wrong = createCloudMonitorRpcClient({ credentials: withoutToken, baseUrl: url });
  await expect(wrong.send(EVENTS)).rejects.toMatchObject({ reason: 'security-token-missing' });
});

it.each([
  [{ accessKeySecret: 'wrong' }, 'acs3-signature-mismatch'],
  [{ accessKeyId: 'unknown' }, 'unknown-access-key'],
])('recognizes the refusal of a key with %j', async (wrong, reason) => {
  const { url } = await started();
  const client = createCloudMonitorRpcClient({ credentials: { ...credentials, ...wrong }, baseUrl: url });
  await expect(client.send(EVENTS)).rejects.toMatchObject({ name: 'PushError', reason });
});

it('delivers although its own clock is hours away', async () => {
  const { server, url } = await started();
  const now = () => Date.now() - 3 * 3_600_000;
  const client = createCloudMonitorRpcClient({ credentials, baseUrl: url, now });
  await client.send(EVENTS);
  const requests = await server.requests();
  expect(requests.map(({ status }) => status)).toEqual([400, 200]);
});

it('delivers each event of a reporter once, whatever the rate limit', async () => {
  const { server, url } = await started();
  const reporter = createReporter(createCloudMonitorRpcClient({ credentials, baseUrl: url }));
  const count = 3 * limits.putCustomEvent.maxItems + 1;
  for (let index = 0; index < count; index++) {
    void reporter.push({ EventName: `事件 ${index}`, Content: 'c' });
  }
  expect(await reporter.close()).toMatchObject({ delivered: count });
  const requests = await server.requests();
  const names = requests.flatMap(({ items }) =>
    items.map(({ result }) => (result as { EventName: string }).EventName),
  );
  expect(new Set(names).size).toBe(count);
});

it('sends PutEvent with the client of openapi-fetch', async () => {
  const { server, url } = await started();
  const api = createOpenApiClient({ credentials, baseUrl: url });
  const EventInfo = [{ name: "it's 磁盘", content: '"97" % + &', groupId: '7' }];
  const { data, error } = await api.POST('/#Action=PutEvent', { body: { EventInfo } });
  expect({ data, error }).toMatchObject({ data: { Code: '200' }, error: undefined });
  const [request] = await server.requests();
  expect(request).toMatchObject({ operation: 'putEvent', items: [{ result: EventInfo[0] }] });
});

/** Returns the modules of Node that an entry of the client needs, also in code that is loaded on demand. */
async function nodeModulesOf(entry: string): Promise<string[]> {
  const input = join(import.meta.dirname, '../../packages/client/src', entry);
  const bundle = await Rolldown.rolldown({
    input,
    platform: 'neutral',
    external: [/^node:/],
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const imports = output.flatMap((chunk) =>
    chunk.type === 'chunk' ? [...chunk.imports, ...chunk.dynamicImports] : [],
  );
  return imports.filter((name) => name.startsWith('node:'));
}

it('needs no module of Node, unlike the client of the upload API', async () => {
  expect(await nodeModulesOf('cloudmonitor-rpc/index.ts')).toEqual([]);
  expect(await nodeModulesOf('cloudmonitor/index.ts')).toEqual(['node:crypto']);
});
