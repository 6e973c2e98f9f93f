import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { compileCacheFolder, defaultStore, siteFolder } from './folders.ts';

const onUnix = it.skipIf(process.getuid === undefined);
const asRoot = it.skipIf(process.getuid?.() !== 0);

/** Not even root can create a folder there. */
const UNWRITABLE = { HOME: '/dev/null' };

/** Creates a folder that is TMPDIR until the test ends. */
function temporary(): string {
  const path = mkdtempSync(join(tmpdir(), 'pushspec-folders-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = path;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(path, { recursive: true, force: true });
  });
  return path;
}

const modeOf = (path: string) => lstatSync(path).mode & 0o777;

it('keeps requests below HOME', () => {
  const home = temporary();
  expect(defaultStore(4010, { HOME: home })).toBe(`${home}/.local/state/pushspec/requests/4010.db`);
});

onUnix('falls back to a private folder in TMPDIR, and finds it again', () => {
  const path = temporary();
  const store = defaultStore(4010, UNWRITABLE);
  expect(store).toBe(`${path}/pushspec/requests/4010.db`);
  expect([modeOf(`${path}/pushspec`), modeOf(`${path}/pushspec/requests`)]).toEqual([0o700, 0o700]);
  expect(defaultStore(4010, UNWRITABLE)).toBe(store);
  expect(siteFolder(UNWRITABLE)).toBe(`${path}/pushspec/site`);
});

const planted: Record<string, (path: string) => void> = {
  'a folder that others can enter': (path) => {
    mkdirSync(`${path}/pushspec`);
    chmodSync(`${path}/pushspec`, 0o755);
  },
  'a folder that everyone can write to': (path) => {
    mkdirSync(`${path}/pushspec`);
    chmodSync(`${path}/pushspec`, 0o777);
  },
  'a link to our folder': (path) => {
    mkdirSync(`${path}/elsewhere`, { mode: 0o700 });
    symlinkSync(`${path}/elsewhere`, `${path}/pushspec`);
  },
  'a link to nothing': (path) => symlinkSync('nothing', `${path}/pushspec`),
  'a file': (path) => symlinkSync('/dev/null', `${path}/pushspec`),
  'a link inside our folder': (path) => {
    mkdirSync(`${path}/pushspec`, { mode: 0o700 });
    mkdirSync(`${path}/elsewhere`, { mode: 0o700 });
    symlinkSync(`${path}/elsewhere`, `${path}/pushspec/requests`);
  },
};

function expectFresh(path: string): void {
  const store = defaultStore(4010, UNWRITABLE);
  expect(store).toMatch(new RegExp(`^${tmpdir()}/pushspec-[^/]+/requests/4010\\.db$`));
  expect(modeOf(dirname(dirname(store)))).toBe(0o700);
  expect(store.startsWith(`${path}/pushspec/`)).toBe(false);
}

onUnix.each(Object.entries(planted))('creates a new private folder instead of using %s', (_, plant) => {
  const path = temporary();
  plant(path);
  expectFresh(path);
});

asRoot('creates a new private folder instead of using one of another user', () => {
  const path = temporary();
  mkdirSync(`${path}/pushspec`, { mode: 0o700 });
  chownSync(`${path}/pushspec`, 65_534, 65_534);
  expectFresh(path);
});

onUnix('has no folder for compiled code if no safe folder outlives the run', () => {
  const path = temporary();
  chmodSync(path, 0o777);
  mkdirSync(`${path}/pushspec`);
  chmodSync(`${path}/pushspec`, 0o777);
  expect(compileCacheFolder(UNWRITABLE)).toBeUndefined();
});

onUnix('does not trust a folder below HOME that everyone can write to', () => {
  const path = temporary();
  mkdirSync(`${path}/.local/state/pushspec`, { recursive: true });
  chmodSync(`${path}/.local/state/pushspec`, 0o777);
  expect(defaultStore(4010, { HOME: path })).toBe(`${path}/pushspec/requests/4010.db`);
});
