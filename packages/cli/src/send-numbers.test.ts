/** `send` never changes a number: it refuses an event whose numbers JavaScript cannot hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { file, folder, runCommand as pushspec } from './cli.fixture.ts';
import { linesOf, service } from './send.fixture.ts';

const ID = '12345678901234567';
const ROUNDED = `the number ${ID} in \`extraData.id\` cannot be sent exactly, because a 64-bit double turns it into 12345678901234568`;
const FIX = 'Write `extraData.id` as a string, or as a number that a 64-bit double holds exactly.';
const event = (extraData: string) => `{"event":{"status":"ok","check_value":0.1},"extraData":${extraData}}`;

it('names the file, the position, the property and the fix', async () => {
  const { server, url } = await service();
  const path = file('event.json', `\ufeff${event(`\n{"id":${ID},"x":1e400}`)}`);
  const { code, stdout, stderr } = await pushspec(['send', 'guance', '--url', url, '--file', path, '--json']);
  const byte = readFileSync(path).indexOf(ID);
  const where = `${path} (line 2 column 7, byte ${byte})`;
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `pushspec: ${where}: ${ROUNDED} (inexact-number). ${FIX}\n`,
  });
  expect(JSON.parse(stdout)).toEqual({
    ...{ outcome: 'refused', api: 'guance', reason: 'inexact-number', status: null, local: true },
    ...{ retryable: false, delivered: 0, message: ROUNDED, fix: FIX },
  });
  expect(await server.requests()).toEqual([]);
});

it.each([
  ['NDJSON', [event('{"id":1}'), event(`{"id":${ID}}`), event('{"id":3}')].join('\n'), { line: 2 }],
  ['an array', `[${event('{"id":1}')},${event(`{"id":${ID}}`)},${event('{"id":3}')}]`, { number: 2 }],
])('rejects one event of %s, and sends the others', async (_format, stdin, location) => {
  const { server, url } = await service();
  const rejected = join(folder(), 'rejected.ndjson');
  const args = ['send', 'guance', '--url', url, '--rejected', rejected];
  const { code, stderr } = await pushspec(args, { stdin });
  expect(code).toBe(2);
  expect(stderr).toContain('3 events: 2 delivered, 1 rejected');
  expect(stderr).toMatch(/rejected 1: inexact-number \((line|event) 2\)\. Write `extraData\.id` as a string/);
  expect(linesOf(rejected)).toEqual([
    {
      ...{ ...location, outcome: 'rejected', reason: 'inexact-number', message: ROUNDED, fix: FIX },
      text: event(`{"id":${ID}}`),
    },
  ]);
  expect(await server.requests()).toHaveLength(2);
});

it('names the property of an item in a whole request body, and ignores what is not sent', async () => {
  const { server, url } = await service();
  const point = (value: string) => `{"metrics":{"a":${value}},"target":"t"}`;
  const body = (...values: string[]) => `{"data_id":9007199254740993,"data":[${values.map(point)}]}`;
  const args = ['send', 'blueking', '--url', url];
  expect(await pushspec(args, { stdin: body('1', '2') })).toMatchObject({ code: 0 });
  const { code, stderr } = await pushspec(args, { stdin: body('1', '1e400') });
  expect(code).toBe(2);
  expect(stderr).toContain('rejected 1: inexact-number (event 2). Write `metrics.a` as a string');
  expect(await server.requests()).toHaveLength(2);
});

it('stops at an inexact number in strict mode, and continues behind it from a checkpoint', async () => {
  const { server, url } = await service();
  const path = file(
    'events.ndjson',
    [event('{"id":1}'), event(`{"id":${ID}}`), event('{"id":3}')].join('\n'),
  );
  const checkpoint = join(folder(), 'position');
  const args = ['send', 'guance', '--url', url, '--file', path, '--strict', '--checkpoint', checkpoint];
  const { code, stderr } = await pushspec(args);
  expect(code).toBe(2);
  expect(stderr).toContain('line 2 was rejected (inexact-number)');
  expect(await pushspec(args)).toMatchObject({ code: 0 });
  expect(await server.requests()).toHaveLength(2);
});

it('sends numbers that only look different', async () => {
  const { url } = await service();
  const stdin = event('{"price":1.10,"v":1.0,"large":1e20,"pi":3.14159265358979323846}');
  expect(await pushspec(['send', 'guance', '--url', url], { stdin })).toMatchObject({ code: 0 });
});

it.each([
  [['blueking', '--metric', 'a=12345678901234567890'], 'a 64-bit double turns it into 12345678901234567000'],
  [['blueking', '--metric', 'a=0x10'], 'Use a number with decimal digits, such as 97.5'],
  [['blueking', '--metric', 'a=1e400'], 'This number is beyond the range of a 64-bit double'],
  [['guance', '--check-value', ID], 'a 64-bit double turns it into 12345678901234568'],
  [['cloudmonitor-rpc', '--EventInfo', `[{'groupId':${ID}}]`], `the number ${ID} in \`0.groupId\` cannot`],
  [
    ['blueking', '-report.message.kind', 'event', '-report.message.body', `{"data":[{"a":${ID}}]}`],
    `in \`-report.message.body\`, the number ${ID} in \`data.0.a\` cannot be sent exactly`,
  ],
])('refuses a flag: %j', async (args, message) => {
  const { code, stderr } = await pushspec(['send', ...args]);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
