/** Puts secrets into requests, and looks for them in the output of the commands. */
import { expect, it } from 'vitest';
import { file, firstLine, pushspec, runCommand } from './cli.fixture.ts';

const known = ['canary-token-1f0e9d', 'canary-secret-77ab', 'canary_monitor_9a8b', 'canary-api-key-5566'];
const [accessToken = '', accessKeySecret = '', secret = '', apiKey = ''] = known;
const unknown = ['stranger-token-1a2b3c', 'stranger_monitor_99', 'stranger-api-key-7788'];
const [strangeToken = '', strangeSecret = '', strangeKey = ''] = unknown;

const config = JSON.stringify({
  blueking: { dataIds: [{ dataId: 7, accessToken, kind: 'event' }] },
  cloudmonitor: { accounts: [{ id: 'a', keys: [{ accessKeyId: 'k', accessKeySecret }] }] },
  guance: { apiKeys: [apiKey], monitors: [{ secret, subUri: 'x' }] },
});

const escaped = (secret: string) =>
  [...secret].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

it('prints no secret of a request', async () => {
  const options = ['--config', file('config.json', config)];
  const serve = pushspec(['serve', '--port', '0', '--json', '--log', 'trace', ...options]);
  const { server = '' } = await firstLine(serve);
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(server + path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  await post(
    '/v2/push/',
    `{"data_id":7,"access_token":"${escaped(accessToken)}","data":[{"${accessKeySecret}":1}]}`,
  );
  await post('/v2/push/', `{"data_id":8,"access_token":"${strangeToken}","data":[]}`);
  await post(`/api/v1/push-events/${secret}/y`, `{"event":{"status":"ok","${apiKey}":1}}`, {
    'df-api-key': apiKey,
  });
  await post(`/api/v1/push-events/${strangeSecret}/y`, '{', { 'df-api-key': strangeKey });
  const { requests } = (await (await fetch(`${server}/__admin/requests`)).json()) as {
    requests: { id: string }[];
  };

  const where = ['--url', server];
  const ids = requests.map(({ id }) => id);
  const printed = [
    await runCommand(['requests', ...where]),
    await runCommand(['requests', '--json', ...where]),
    ...(await Promise.all(ids.map((id) => runCommand(['requests', id, ...where])))),
    await runCommand(['send', 'guance', '--url', server, ...options], { stdin: '{"status":"nonsense"}' }),
    await runCommand(['send', 'cloudmonitor', '--url', server, ...options], { stdin: '{}' }),
  ];
  serve.child.kill('SIGTERM');
  const all = JSON.stringify([...printed, await serve]);
  expect(all).toContain('blueking');
  for (const canary of [...known, ...unknown]) expect(all).not.toContain(canary);
});
