import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { file, folder } from '../cli.fixture.ts';
import { type CheckpointOptions, openCheckpoint } from './checkpoint.ts';

const TEXT = Array.from({ length: 100 }, (_, index) => `{"name":"n${index}"}\n`).join('');

function setUp(text = TEXT) {
  const input = file('events.ndjson', text);
  const path = join(folder(), 'position');
  const options: CheckpointOptions = { path, input, vendor: 'cloudmonitor', unit: 'line' };
  return { input, path, options };
}

const open = (options: CheckpointOptions) =>
  openCheckpoint(options, (error) => {
    throw error;
  });

/** A run that has come so far. */
async function run(options: CheckpointOptions, ...places: readonly [records: number, bytes: number][]) {
  const checkpoint = await open(options);
  for (const [records, bytes] of places) checkpoint.save({ records, bytes });
  await checkpoint.close();
}

it('goes on at the last position that was saved', async () => {
  const { options } = setUp();
  await run(options, [1, 14], [2, 28], [3, 42]);
  const next = await open(options);
  expect(next.start).toEqual({ records: 3, bytes: 42 });
  await next.close();
});

it('is there from the beginning, and begins at the beginning', async () => {
  const { options, path } = setUp();
  const checkpoint = await open(options);
  expect(checkpoint.start).toBeUndefined();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ position: { records: 0, bytes: 0 } });
  await checkpoint.close();
});

it('fits a file that has grown', async () => {
  const { options, input } = setUp();
  await run(options, [2, 28]);
  appendFileSync(input, '{"name":"new"}\n');
  const next = await open(options);
  expect(next.start).toEqual({ records: 2, bytes: 28 });
  await next.close();
});

it('counts a last line without its end once, also when that has come', async () => {
  const { options, input } = setUp('{"a":1}');
  await run(options, [1, 7]);
  appendFileSync(input, '\n{"a":2}\n');
  const next = await open(options);
  expect(next.start).toEqual({ records: 0, bytes: 7 });
  await next.close();
});

it.each([
  ['another file', TEXT.replaceAll('name', 'nome')],
  ['a shorter one', TEXT.slice(14)],
  ['one with a line inserted', `{"name":"x"}\n${TEXT}`],
])('does not fit %s', async (_what, text) => {
  const { options, input } = setUp();
  await run(options, [2, 28]);
  writeFileSync(input, text);
  await expect(open(options)).rejects.toThrow(/does not fit .* remove it to begin anew/);
});

it('does not fit a change just before the position, however large the file is', async () => {
  const long = TEXT.repeat(200);
  const { options, input } = setUp(long);
  const position = long.length - 1490;
  await run(options, [1, position]);
  writeFileSync(input, `${long.slice(0, position - 20)}~${long.slice(position - 19)}`);
  await expect(open(options)).rejects.toThrow('does not fit');
});

it('does not fit a run to another vendor', async () => {
  const { options } = setUp();
  await run(options, [2, 28]);
  await expect(open({ ...options, vendor: 'guance' })).rejects.toThrow('is of a run to cloudmonitor');
});

it('leaves a file alone that is none', async () => {
  const { options, input } = setUp();
  await expect(open({ ...options, path: input })).rejects.toThrow('is no checkpoint of pushspec');
  expect(readFileSync(input, 'utf8')).toBe(TEXT);
});

it('fills an empty file', async () => {
  const { options, path } = setUp();
  writeFileSync(path, '');
  await run(options, [1, 14]);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ position: { records: 1, bytes: 14 } });
});

it('says so at once where it cannot be written', async () => {
  const { options, path } = setUp();
  await expect(open({ ...options, path: join(path, 'x') })).rejects.toThrow(/cannot write .* --checkpoint/);
});
