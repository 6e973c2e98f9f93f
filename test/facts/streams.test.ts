import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { addressOf, command, FULL, stopReading } from './command.fixture.ts';
import { folder, push } from './store.fixture.ts';

const onFull = it.skipIf(FULL === undefined);

const LOST = 'pushspec: cannot write to standard output: no space is left on the device\n';

async function receiver() {
  const server = await createServer();
  onTestFinished(() => server.close());
  return { server, ...(await server.listen({ port: 0 })) };
}

function events(count: number): string {
  const file = join(folder(), 'events.ndjson');
  const lines = Array.from({ length: count }, (_, index) => `{"name":"n${index}","content":"c"}\n`);
  writeFileSync(file, lines.join(''));
  return file;
}

it('finishes a run, with its checkpoint and rejected events, when its reader disconnects', async () => {
  const { url, server } = await receiver();
  const file = events(300);
  writeFileSync(file, `not JSON\n${readFileSync(file, 'utf8')}`);
  const [checkpoint, rejected] = [join(folder(), 'position'), join(folder(), 'rejected.ndjson')];
  server.fail({ api: 'cloudmonitor', reason: 'internal-error', times: 1 });
  const run = command([
    ...['send', 'cloudmonitor', '--url', url, '--file', file],
    ...['--checkpoint', checkpoint, '--rejected', rejected],
  ]);
  stopReading(run);
  expect(await run.ended).toMatchObject({ code: 2, signal: null });
  expect(JSON.parse(readFileSync(checkpoint, 'utf8')).position.records).toBe(301);
  expect(JSON.parse(readFileSync(rejected, 'utf8'))).toMatchObject({ line: 1, reason: 'not-json' });
  expect((await server.requests({ outcome: 'accepted' })).flatMap(({ items }) => items)).toHaveLength(300);
});

it('keeps serving after the reader of its log disconnects', async () => {
  const serve = command(['serve', '--port', '0', '--json', '--log', 'info']);
  const url = await addressOf(serve, 'server');
  expect(await push(url)).toBe(200);
  stopReading(serve);
  for (let index = 0; index < 5; index++) expect(await push(url)).toBe(200);
  serve.child.kill('SIGTERM');
  expect(await serve.ended).toMatchObject({ code: 0, signal: null });
});

onFull('keeps serving when its log cannot be written', async () => {
  const serve = command(['serve', '--port', '0', '--json', '--log', 'info'], { to: { stderr: FULL } });
  const url = await addressOf(serve, 'server');
  for (let index = 0; index < 5; index++) expect(await push(url)).toBe(200);
});

it('exits tail when the reader disconnects', async () => {
  const { url } = await receiver();
  const tail = command(['tail', '--url', url]);
  await tail.says('following');
  stopReading(tail);
  const pushing = setInterval(() => void push(url), 50);
  onTestFinished(() => clearInterval(pushing));
  expect(await tail.ended).toMatchObject({ code: 0, signal: null });
});

it('exits with 0 when the reader of a list stops early', async () => {
  const { url } = await receiver();
  await push(url);
  const list = command(['requests', '--url', url]);
  stopReading(list);
  expect(await list.ended).toMatchObject({ code: 0, signal: null });
});

onFull.each([[['--help']], [['serve', '--port', '0', '--json']], [['mock', '--port', '0', '--json']]])(
  'reports on one line that standard output cannot be written, and fails: %j',
  async (args) => {
    const { code, stderr } = await command(args, { to: { stdout: FULL } }).ended;
    expect({ code, stderr }).toEqual({ code: 2, stderr: LOST });
  },
);

onFull('delivers all events before it reports that the ledger cannot be written', async () => {
  const { url, server } = await receiver();
  const run = command(['send', 'cloudmonitor', '--url', url, '--file', events(250), '--json'], {
    to: { stdout: FULL },
  });
  expect(await run.ended).toMatchObject({ code: 2, stderr: LOST });
  expect((await server.requests()).flatMap(({ items }) => items)).toHaveLength(250);
});

onFull('loses no events if nothing is written to standard output', async () => {
  const { url } = await receiver();
  const run = command(['send', 'cloudmonitor', '--url', url, '--file', events(250)], {
    to: { stdout: FULL },
  });
  const { code, stderr } = await run.ended;
  expect(code).toBe(0);
  expect(stderr).toMatch(/^250 events: 250 delivered/);
});

onFull('keeps the exit code of a run whose messages cannot be written', async () => {
  const { url } = await receiver();
  const file = events(1);
  writeFileSync(file, 'not JSON\n');
  const send = ['send', 'cloudmonitor', '--url', url, '--file', file];
  expect((await command(send, { to: { stdout: FULL, stderr: FULL } }).ended).code).toBe(2);
  expect((await command(['requests', '--url', url], { to: { stderr: FULL } }).ended).code).toBe(0);
});
