/** Arguments and variables with which `pushspec relay` does not start. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, runCommand } from './cli.fixture.ts';

it.each([
  [['cloudmonitor'], 2, 'a relay without storage would lose accepted events: name a file with `--spool`'],
  [
    ['cloudmonitor', '--spool', '/nowhere/a.spool'],
    2,
    'the folder /nowhere does not exist: create it, or choose another `--spool`',
  ],
  [
    ['cloudmonitor', '--spool', 'SPOOL', '--host', '0.0.0.0'],
    2,
    'set `--token` or PUSHSPEC_RELAY_TOKEN, or listen on 127.0.0.1',
  ],
  [
    ['cloudmonitor', '--spool', 'SPOOL', '--target', 'http://127.0.0.1:4010/path?x'],
    2,
    'without user, query and fragment',
  ],
  [['cloudmonitor', '--spool', 'SPOOL', '--region', 'atlantis'], 2, 'unknown `--region` atlantis'],
  [['cloudmonitor', '--spool', 'SPOOL', '--region', 'cn-hangzhou'], 4, 'set ALIBABA_CLOUD_ACCESS_KEY_ID'],
  [['cloudmonitor', '--spool', 'SPOOL', '--max-events', '0'], 2, 'Use a number above 0'],
  [['cloudmonitor', '--spool', 'SPOOL', '--share', '2'], 2, 'Use a number above 0 and at most 1'],
  [['blueking', '--spool', 'SPOOL', '--data-id', '5'], 4, 'the configuration has no data id 5'],
  [['guance', '--spool', 'SPOOL', '--site', 'Guance CN99'], 2, 'unknown `--site` Guance CN99'],
  [['cloudmonitor', '--postgres', 'postgres://127.0.0.1:1/a'], 2, '`--account` is missing: name the account'],
  [
    ['cloudmonitor', '--postgres', 'mysql://a', '--account', 'a'],
    2,
    '`--postgres` must begin with postgres://',
  ],
  [
    ['cloudmonitor', '--postgres', 'postgres://127.0.0.1:1/a', '--account', 'a'],
    3,
    'PostgreSQL at 127.0.0.1:1/a',
  ],
  [
    ['cloudmonitor', '--spool', 'SPOOL', '--postgres', 'postgres://127.0.0.1:1/a'],
    2,
    'cannot be used with option',
  ],
  [['cloudmonitor', '--spool', ''], 2, '`--spool` is empty: name a file'],
  [['cloudmonitor', '--spool', 'SPOOL', '--token', ' '], 2, '`--token` must contain only visible ASCII'],
  [['cloudmonitor', '--spool', 'SPOOL', '--token', ''], 2, '`--token` must contain only visible ASCII'],
  [[], 2, 'the API is missing: use one of blueking'],
])('prints one line and exits for %j', async (args, expected, hint) => {
  const spool = join(folder(), 'a.spool');
  const given = args.map((argument) => (argument === 'SPOOL' ? spool : argument));
  const { code, stdout, stderr } = await runCommand([
    'relay',
    ...given,
    ...(args.length > 0 ? ['--port', '0'] : []),
  ]);
  expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
  expect(stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(stderr).toContain(hint);
});

it.each(['canary\n', ' canary', 'canary\r\n', '\ufeffcanary', '磁盘canary'])(
  'refuses the token %j in the variable without showing it',
  async (token) => {
    const env = { PUSHSPEC_RELAY_TOKEN: token };
    const start = ['relay', 'cloudmonitor', '--spool', join(folder(), 'a.spool'), '--port', '0'];
    for (const args of [start, ['relay', 'rejected']]) {
      const { code, stderr } = await runCommand(args, { env });
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^pushspec: PUSHSPEC_RELAY_TOKEN must contain only visible ASCII characters.*trim.*\n$/,
      );
      expect(stderr).not.toContain('canary');
    }
  },
);

it('requires `--kind` for a data id from the environment', async () => {
  const env = { PUSHSPEC_BLUEKING_DATA_ID: '7', PUSHSPEC_BLUEKING_ACCESS_TOKEN: 'canary' };
  const args = ['relay', 'blueking', '--spool', join(folder(), 'a.spool'), '--port', '0'];
  const { code, stderr } = await runCommand(args, { env });
  expect(code).toBe(2);
  expect(stderr).toContain('`--kind` is missing: set it to metric or event');
  expect(stderr).not.toContain('canary');
});
