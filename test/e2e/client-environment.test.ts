import { createCloudMonitorClient, customEvent, fromEnvironment } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { developmentConfig, isObject } from '@pushspec/contract';
import { limits } from '@pushspec/contract/guance';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';

const NOW = Date.UTC(2026, 10, 21, 8, 30);

async function referenceServer() {
  const server = await createServer({ clock: () => NOW });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { server, url };
}

it.each(developmentConfig.guance.monitors.filter(({ enabled }) => enabled))(
  'opens and closes a fault of the monitor in a webhook: $subUri',
  async ({ secret, subUri }) => {
    const { server, url } = await referenceServer();
    const path = limits.pushEvent.path.replace('{secret}', secret).replace('{subUri}', subUri ?? '');
    const client = createGuanceClient({ webhook: url + path });
    const tags = { host: 'web-001', device: '/data' };
    const unrecovered = async () => {
      const report: unknown = await (await fetch(`${url}/__admin/guance/unrecovered`)).json();
      return isObject(report) ? Object.values(report).find(Array.isArray) : report;
    };

    await client.alert(tags, {
      title: 'disk full',
      message: '97 %',
      check_value: 97.5,
      biz_team: 'payments',
    });
    expect(await unrecovered()).toHaveLength(1);
    await client.resolve({ host: 'web-001' }, { title: 'other tags', message: '', check_value: 1 });
    expect(await unrecovered()).toHaveLength(1);
    await client.resolve(tags, { title: 'fine again', message: '61 %', check_value: 61 });
    expect(await unrecovered()).toEqual([]);
    expect(await server.requests()).toMatchObject(Array(3).fill({ outcome: 'accepted', reasons: [] }));
  },
);

it('signs with a long-term or temporary key from the environment, and formats a time that the server accepts', async () => {
  const { server, url } = await referenceServer();
  const [account] = developmentConfig.cloudmonitor.accounts;
  const keys = account?.keys ?? [];
  for (const { accessKeyId, accessKeySecret, securityToken } of keys) {
    const client = createCloudMonitorClient({
      credentials: fromEnvironment({
        ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
        ALIBABA_CLOUD_SECURITY_TOKEN: securityToken,
      }),
      baseUrl: url,
      now: () => NOW,
    });
    await client.send(customEvent({ name: '磁盘告警', content: { host: 'web-001' }, time: new Date(NOW) }));
  }
  expect(keys).toHaveLength(2);
  expect(await server.requests()).toMatchObject(
    Array(2).fill({ outcome: 'accepted', reasons: [], warnings: [] }),
  );
});
