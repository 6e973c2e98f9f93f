import { vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { run } from './program.ts';
import { screen } from './send.fixture.ts';

it.each([
  [['send', 'nobody', '--file', 'x'], 'Allowed choices are blueking, cloudmonitor, guance'],
  [['send'], 'name the vendor: pushspec send blueking, or cloudmonitor, or guance'],
  [['send', 'guance', '--file', 'not-there.json'], 'there is no such file'],
  [['send', 'guance', '--file', '.'], 'it is a directory'],
  [['send', 'guance'], 'standard input is empty'],
  [['send', 'guance', '--file', 'x', '--status', 'ok'], 'two things to send'],
  [['send', 'guance', '--tag', 'host'], 'it is a name and a value, such as host=web-001'],
  [['send', 'guance', '--check-value', 'many'], 'it is a number'],
  [['send', 'guance', '--skip'], "option '--skip <number>' argument missing"],
  [['send', 'guance', '--checkpoint', 'x'], '--checkpoint needs --file'],
  [['send', 'guance', '--rate', '2'], 'it is above 0 and at most 1, or off'],
  [['send', 'guance', '--site', 'Mars', '--status', 'ok'], 'it is one of Guance CN1, '],
  [['send', 'guance', '--secret=canary'], "unknown option '--secret=…'"],
  [['send', 'guance', '--stauts', 'ok'], '(Did you mean --status?)'],
  [['send', 'cloudmonitor', '--region', 'mars', '--name', 'n'], 'it is one of cn-hangzhou, '],
  [['send', 'cloudmonitor', '--region', 'cn-qingdao', '--name', 'n'], 'give --network vpc'],
  [['send', 'cloudmonitor', '--EventInfo', 'name=n'], 'it is an array of events'],
  [['send', 'blueking', '--metric', 'a=b'], 'it is a number'],
  [['send', 'blueking', '-report.type', 'agent', '-report.message.kind', 'event'], 'give -report.type http'],
])('ends with 2 and a next step for %j', async (args, hint) => {
  const shown = screen();
  expect(await run(args, shown)).toBe(2);
  const { stdout, stderr } = shown.written;
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(stderr).toContain(hint);
  expect(stderr).not.toContain('canary');
});

it.each([['send'], ...vendors.map((vendor) => ['send', vendor])])(
  'has a blank between the sentences of its help: %s %s',
  async (...command) => {
    const shown = screen();
    expect(await run([...command, '--help'], shown)).toBe(0);
    expect(shown.written.stdout).toContain('Reads JSON');
    expect(shown.written.stdout).not.toMatch(/[a-z]\.[A-Z]/);
  },
);
