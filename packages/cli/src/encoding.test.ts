/** Files from Windows may begin with a byte order mark. */
import { parseConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { file, runCommand as pushspec } from './cli.fixture.ts';
import { service } from './send.fixture.ts';

const MARK = '\ufeff';
const SECRET = 'canary_secret';
const monitors = { guance: { monitors: [{ secret: SECRET, subUri: 'push' }] } };

it('reads a configuration that begins with a byte order mark', async () => {
  const { server, url } = await service({ config: parseConfig(monitors) });
  const config = file('config.json', MARK + JSON.stringify(monitors));
  const args = ['send', 'guance', '--url', url, '--status', 'ok', '--config', config];
  expect(await pushspec(args)).toMatchObject({ code: 0 });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted' }]);
});

it('locates a mistake after a byte order mark', async () => {
  const config = file('config.json', `${MARK}{"guance": }`);
  expect(await pushspec(['send', 'guance', '--status', 'ok', '--config', config])).toMatchObject({
    ...{ code: 2, stderr: `pushspec: ${config} is not JSON (at line 1 column 12, byte 14): fix it there\n` },
  });
});

it.each([
  ['', 'is empty: write the settings to it as JSON, such as {}'],
  [`${MARK}\r\n`, 'is empty: write the settings to it as JSON, such as {}'],
  [Buffer.from(`${MARK}{}`, 'utf16le'), 'is UTF-16: save it as UTF-8'],
])('says what is wrong with a configuration: %#', async (content, message) => {
  const config = file('config.json', content);
  const { code, stderr } = await pushspec(['send', 'guance', '--status', 'ok', '--config', config]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(`${config} ${message}`) });
});

it('ignores a byte order mark before a captured request, and says so', async () => {
  const request = 'POST /event/custom/upload HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n[]';
  const raw = file('raw.http', MARK + request);
  const withMark = await pushspec(['doctor', 'cloudmonitor', '--request', raw]);
  const without = await pushspec(['doctor', 'cloudmonitor', '--request', file('raw.http', request)]);
  const [warning, ...others] = withMark.stderr.split('\n');
  expect(warning).toContain(`pushspec: warning: ${raw} begins with a byte order mark, which is ignored: `);
  expect({ ...withMark, stderr: others.join('\n') }).toEqual(without);
});

it('names the encoding of a captured request in UTF-16', async () => {
  const raw = file('raw.http', Buffer.from(`${MARK}POST / HTTP/1.1\r\n\r\n`, 'utf16le'));
  expect(await pushspec(['doctor', 'cloudmonitor', '--request', raw])).toMatchObject({
    ...{ code: 2, stderr: `pushspec: ${raw} is UTF-16: capture the exact bytes of the request again\n` },
  });
});

it('names a byte order mark in a body to sign, which is signed anyway', async () => {
  const body = file('events.json', `${MARK}[{"name":"n","content":"c"}]`);
  const { code, stdout, stderr } = await pushspec(['sign', 'cloudmonitor', body]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Content-MD5: ') });
  expect(stderr).toMatch(
    /^pushspec: warning: the body begins with a byte order mark: save the file without it\n/,
  );
});
