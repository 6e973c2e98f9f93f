import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { file, folder } from '../cli.fixture.ts';
import { type CheckpointOptions, openCheckpoint } from './checkpoint.ts';

const LINES = Array.from({ length: 100 }, (_, index) => `{"name":"n${index}"}\n`).join('');

function setUp(content = LINES) {
  const input = file('events.ndjson', content);
  const path = join(folder(), 'position');
  const options: CheckpointOptions = { path, input, api: 'cloudmonitor', unit: 'line' };
  return { input, path, options };
}

const open = (options: CheckpointOptions) =>
  openCheckpoint(options, (error) => {
    throw error;
  });

/** Saves these positions in one run. */
async function run(options: CheckpointOptions, ...positions: readonly [records: number, bytes: number][]) {
  const checkpoint = await open(options);
  for (const [records, bytes] of positions) checkpoint.save({ records, bytes });
  await checkpoint.close();
}

it('continues at the last saved position', async () => {
  const { options } = setUp();
  await run(options, [1, 14], [2, 28], [3, 42]);
  const next = await open(options);
  expect(next.start).toEqual({ records: 3, bytes: 42 });
  await next.close();
});

it('is written at the start of a run, with the first position', async () => {
  const { options, path } = setUp();
  const checkpoint = await open(options);
  expect(checkpoint.start).toBeUndefined();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ position: { records: 0, bytes: 0 } });
  await checkpoint.close();
});

it('matches a file that has grown', async () => {
  const { options, input } = setUp();
  await run(options, [2, 28]);
  appendFileSync(input, '{"name":"new"}\n');
  const next = await open(options);
  expect(next.start).toEqual({ records: 2, bytes: 28 });
  await next.close();
});

it('counts a last line once, whether or not its line end arrives later', async () => {
  const { options, input } = setUp('{"a":1}');
  await run(options, [1, 7]);
  appendFileSync(input, '\n{"a":2}\n');
  const next = await open(options);
  expect(next.start).toEqual({ records: 0, bytes: 7 });
  await next.close();
});

it.each([
  ['another file', LINES.replaceAll('name', 'nome')],
  ['a shorter one', LINES.slice(14)],
  ['one with a line inserted', `{"name":"x"}\n${LINES}`],
])('does not match %s', async (_what, content) => {
  const { options, input } = setUp();
  await run(options, [2, 28]);
  writeFileSync(input, content);
  await expect(open(options)).rejects.toThrow(/does not match .* delete it to start over/);
});

it('detects a change just before the position in a file of any size', async () => {
  const long = LINES.repeat(200);
  const { options, input } = setUp(long);
  const position = long.length - 1490;
  await run(options, [1, position]);
  writeFileSync(input, `${long.slice(0, position - 20)}~${long.slice(position - 19)}`);
  await expect(open(options)).rejects.toThrow('does not match');
});

it('does not match a run to another API', async () => {
  const { options } = setUp();
  await run(options, [2, 28]);
  await expect(open({ ...options, api: 'guance' })).rejects.toThrow('belongs to a run for cloudmonitor');
});

it('does not change a file that is not a checkpoint', async () => {
  const { options, input } = setUp();
  await expect(open({ ...options, path: input })).rejects.toThrow('is not a pushspec checkpoint');
  expect(readFileSync(input, 'utf8')).toBe(LINES);
});

it('treats an empty file as a new checkpoint', async () => {
  const { options, path } = setUp();
  writeFileSync(path, '');
  await run(options, [1, 14]);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ position: { records: 1, bytes: 14 } });
});

it('fails immediately if it cannot be written', async () => {
  const { options, path } = setUp();
  await expect(open({ ...options, path: join(path, 'x') })).rejects.toThrow(/cannot write .* `--checkpoint`/);
});
