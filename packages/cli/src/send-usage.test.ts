import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { run } from './program.ts';
import { screen } from './send.fixture.ts';

it.each([
  [['send', 'nobody', '--file', 'x'], 'Allowed choices are blueking, cloudmonitor, cloudmonitor-rpc, guance'],
  [
    ['send'],
    'the API is missing: use one of blueking, cloudmonitor, cloudmonitor-rpc, guance, such as `pushspec send blueking`',
  ],
  [['send', 'guance', '--file', 'not-there.json'], 'no such file'],
  [['send', 'guance', '--file', '.'], 'it is a folder'],
  [['send', 'guance'], 'standard input is empty'],
  [['send', 'guance', '--file', 'x', '--status', 'ok'], 'event flags cannot be combined with'],
  [['send', 'guance', '--tag', 'host'], 'Use a name and a value, such as host=web-001'],
  [['send', 'guance', '--check-value', 'many'], 'Use a number'],
  [
    ['send', 'guance', '--skip'],
    "option '--skip <number>' argument missing (pushspec send guance --help shows",
  ],
  [['send', 'guance', '--checkpoint', 'x'], '`--checkpoint` needs `--file`'],
  [['send', 'guance', '--rate', '2'], 'Use a number above 0 and at most 1, or off'],
  [['send', 'guance', '--site', 'Mars', '--status', 'ok'], 'use one of Guance CN1, '],
  [['send', 'guance', '--secret=canary'], "unknown option '--secret=…'"],
  [['send', 'guance', '--stauts', 'ok'], '(Did you mean --status?)'],
  [['send', 'cloudmonitor', '--region', 'mars', '--name', 'n'], 'use one of cn-hangzhou, '],
  [['send', 'cloudmonitor', '--region', 'cn-qingdao', '--name', 'n'], 'use `--network vpc`'],
  [['send', 'cloudmonitor-rpc', '--EventInfo', 'name=n'], 'Use an array of events'],
  [['send', 'cloudmonitor', '--EventInfo', '[]'], 'use `pushspec send cloudmonitor-rpc`'],
  [['send', 'cloudmonitor', '--RegionId', 'cn-hangzhou'], 'use `pushspec send cloudmonitor-rpc`'],
  [['send', 'blueking', '--metric', 'a=b'], 'Use a number'],
  [['send', 'blueking', '-report.type', 'agent', '-report.message.kind', 'event'], 'use -report.type http'],
])('exits with 2 and a next step for %j', async (args, hint) => {
  const shown = screen();
  expect(await run(args, shown)).toBe(2);
  const { stdout, stderr } = shown.written;
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(stderr).toContain(hint);
  expect(stderr).not.toContain('canary');
});

it.each([['send'], ...apiNames.map((api) => ['send', api])])(
  'has a space between the sentences of its help: %s %s',
  async (...command) => {
    const shown = screen();
    expect(await run([...command, '--help'], shown)).toBe(0);
    expect(shown.written.stdout).toContain('Reads JSON');
    expect(shown.written.stdout).not.toMatch(/[a-z]\.[A-Z]/);
  },
);
