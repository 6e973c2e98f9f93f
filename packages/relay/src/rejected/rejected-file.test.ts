import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { type NewRejected, openRejectedFile } from './rejected-file.ts';

function path(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-relay-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'events.spool-rejected');
}

const refused = (name: string): NewRejected => ({
  ...{ end: 'rejected', reason: 'name-blank', message: 'name must not be blank', status: 400 },
  ...{ mayHaveArrived: false, event: JSON.stringify({ name }) },
});

const namesIn = (file: ReturnType<typeof openRejectedFile>) =>
  file.list({ limit: 100 }).map(({ event }) => (event as { name: string }).name);

it('keeps events across a restart, with every character of their JSON', () => {
  const file = path();
  const before = openRejectedFile(file);
  before.add(refused('\u0000 \ud800 磁盘'));
  before.commit();
  before.close();
  const after = openRejectedFile(file);
  onTestFinished(after.close);
  expect(after.list({ limit: 10 })).toMatchObject([
    { id: '1', end: 'rejected', reason: 'name-blank', status: 400, event: { name: '\u0000 \ud800 磁盘' } },
  ]);
});

it('creates a file that only its owner can read', () => {
  const file = path();
  openRejectedFile(file).close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('writes nothing before the commit', () => {
  const file = openRejectedFile(path());
  onTestFinished(file.close);
  file.add(refused('a'));
  expect(file.count()).toBe(0);
  expect(file.commit()).toBe(0);
  expect(file.count()).toBe(1);
});

it('removes the oldest events when there are too many', () => {
  const file = openRejectedFile(path(), { maxItems: 3, maxBytes: 1000 });
  onTestFinished(file.close);
  for (const name of ['a', 'b', 'c', 'd', 'e']) file.add(refused(name));
  expect(file.commit()).toBe(2);
  expect(namesIn(file)).toEqual(['c', 'd', 'e']);
});

it('removes the oldest events when they are too large', () => {
  const file = openRejectedFile(path(), { maxItems: 100, maxBytes: 30 });
  onTestFinished(file.close);
  for (const name of ['a', 'b', 'c']) file.add(refused(name));
  expect(file.commit()).toBe(1);
  expect(namesIn(file)).toEqual(['b', 'c']);
});

it('lists and removes events by id, and ignores other ids', () => {
  const file = openRejectedFile(path());
  onTestFinished(file.close);
  for (const name of ['a', 'b', 'c']) file.add(refused(name));
  file.commit();
  expect(file.list({ limit: 100, ids: ['3', '1', 'x', '99'] }).map(({ id }) => id)).toEqual(['1', '3']);
  file.remove(['1', 'x']);
  expect(namesIn(file)).toEqual(['b', 'c']);
});

it('does not open or change a file of another program', () => {
  const text = path();
  writeFileSync(text, 'a text that is longer than the header of a database'.repeat(10));
  expect(() => openRejectedFile(text)).toThrow(`${text} is not the list of rejected events of a relay`);
  const other = path();
  const database = new DatabaseSync(other);
  database.exec('CREATE TABLE other (a)');
  database.close();
  expect(() => openRejectedFile(other)).toThrow('move it away, or use another spool');
});

it('names the file if its folder does not exist', () => {
  expect(() => openRejectedFile('/nowhere/events.spool-rejected')).toThrow(
    '/nowhere/events.spool-rejected cannot be opened: ENOENT',
  );
});

it('does not open a file that is open, and opens it once it is closed', () => {
  const file = path();
  const first = openRejectedFile(file);
  expect(() => openRejectedFile(file)).toThrow(
    `another relay uses ${file}, and only one may use a spool: stop the other relay, or use another spool`,
  );
  first.add(refused('a'));
  first.commit();
  first.close();
  const second = openRejectedFile(file);
  onTestFinished(second.close);
  expect(namesIn(second)).toEqual(['a']);
});
