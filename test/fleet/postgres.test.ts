/** Checks the PostgreSQL server that the tests of fleets start. */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPostgres, whyNoPostgres } from './postgres.fixture.ts';

const reason = whyNoPostgres();
const onPostgres = it.skipIf(reason !== undefined);
if (reason !== undefined) it.skip(reason, () => {});

onPostgres('keeps committed rows across a fast and an immediate restart', async () => {
  await using postgres = await startPostgres();
  await postgres.sql('CREATE TABLE kept (id int)');
  for (const [id, mode] of [
    [1, 'fast'],
    [2, 'immediate'],
  ] as const) {
    await postgres.sql(`INSERT INTO kept VALUES (${id})`);
    await postgres.restart(mode);
  }
  expect(await postgres.sql('SELECT id FROM kept ORDER BY id')).toEqual([[1], [2]]);
});

onPostgres('commits durably', async () => {
  await using postgres = await startPostgres();
  expect(
    await postgres.sql("SELECT current_setting('fsync'), current_setting('synchronous_commit')"),
  ).toEqual([['on', 'on']]);
});

onPostgres('runs SQL with the rights of a role', async () => {
  await using postgres = await startPostgres();
  await postgres.sql('CREATE ROLE reader LOGIN; CREATE TABLE secret (id int)');
  expect(await postgres.sql('SELECT current_user', 'reader')).toEqual([['reader']]);
  await expect(postgres.sql('SELECT id FROM secret', 'reader')).rejects.toThrow('permission denied');
});

onPostgres('refuses connections while it is stopped', async () => {
  await using postgres = await startPostgres();
  await postgres.stop('immediate');
  await expect(postgres.sql('SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
  await postgres.start();
  expect(await postgres.sql('SELECT 1')).toEqual([[1]]);
});

onPostgres('reports the log of a server that does not start, and leaves no folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-parent-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // The unprivileged user of the server must reach its data folder.
  chmodSync(folder, 0o755);
  const settings = { max_connections: 'many' };
  await expect(startPostgres({ folder, settings })).rejects.toThrow(/max_connections/);
  expect(readdirSync(folder)).toEqual([]);
});

onPostgres('removes its folder', async () => {
  let folder = '';
  {
    await using postgres = await startPostgres();
    folder = String(await postgres.sql('SHOW data_directory'));
    expect(existsSync(folder)).toBe(true);
  }
  expect(existsSync(folder)).toBe(false);
});
