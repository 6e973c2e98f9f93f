/**
 * Pushes groups of a hundred events on request, and responds with the time that it took: to `memory`, `spool` or
 * `fdatasync`.
 */
import { fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createSqliteSpool } from '@pushspec/spool-sqlite';

const GROUP = 100;
const [subject, synchronous, producers = '1'] = process.argv.slice(2) as [string, 'full' | 'normal', string?];
const folder = mkdtempSync(join(process.env.PUSHSPEC_BENCH_DIR ?? tmpdir(), 'pushspec-bench-'));
const file = join(folder, 'events.spool');

/** About 250 bytes as JSON. */
const event = (index: number) => ({
  name: `event-${index}`,
  groupId: 27147,
  content: `磁盘使用率 97 % on web-${index % 50}, ${'x'.repeat(150)}`,
  time: '20261130T083000.000+0800',
});

function reporterPush(): (index: number) => Promise<void> {
  const client = createCloudMonitorClient({
    ...{ credentials: { accessKeyId: 'id', accessKeySecret: 'secret' }, baseUrl: 'http://127.0.0.1:1' },
    // Nothing is delivered, so that only pushing is measured.
    fetch: () => new Promise<never>(() => {}),
    timeoutMs: 0,
  });
  const reporter = createReporter(client, {
    queue: { maxItems: 10_000_000, maxBytes: 2 ** 40 },
    ...(subject === 'spool' && { spool: createSqliteSpool({ file, synchronous }) }),
  });
  return (index) => reporter.push(event(index));
}

function pushGroups(): (groups: number) => Promise<void> {
  let count = 0;
  if (subject === 'fdatasync') {
    const opened = openSync(file, 'a');
    return async (groups) => {
      for (let group = 0; group < groups; group++) {
        const lines = Array.from({ length: GROUP }, () => JSON.stringify(event(count++)));
        writeSync(opened, lines.join('\n'));
        fdatasyncSync(opened);
      }
    };
  }
  const push = reporterPush();
  return async (groups) => {
    let left = groups;
    const produce = async () => {
      while (left-- > 0) await Promise.all(Array.from({ length: GROUP }, () => push(count++)));
    };
    await Promise.all(Array.from({ length: Number(producers) }, produce));
  };
}

const push = pushGroups();
process.on('message', async (groups: number) => {
  const start = performance.now();
  await push(groups);
  process.send?.({ ms: performance.now() - start });
});
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
process.send?.({ ms: 0 });
