/**
 * One process of the spool's chaos run: pushes into a file until it is killed, and prints what was stored and how
 * events ended. With `isDraining` it pushes nothing, sends what is in the file, and ends.
 */
import { setTimeout } from 'node:timers/promises';
import type { CloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createReporter } from '@pushspec/client/reporter';
import { createSqliteSpool } from '@pushspec/spool-sqlite';
import { seededRandom } from '../../seeded-random.ts';
import { printLine } from '../line-process.ts';
import { type ChaosApi, chaosSubjects, TEXTS } from '../subjects.ts';

export interface PusherOptions {
  readonly api: ChaosApi;
  readonly url: string;
  readonly file: string;
  /** Prefix of the ids of its events. */
  readonly name: string;
  readonly seed: number;
  readonly isDraining: boolean;
}

/** A line of output. */
export type PusherLine =
  | { readonly type: 'stored'; readonly ids: readonly string[] }
  | { readonly type: 'ended'; readonly id: string; readonly end: string; readonly isMarked: boolean }
  | { readonly type: 'sender' }
  | { readonly type: 'failed'; readonly message: string };

const MAX_IN_GROUP = 30;
const MAX_PAUSE_MS = 100;
const STREAMS = 5;

const print = (line: PusherLine) => printLine(line);

const options = JSON.parse(process.argv[2] ?? '') as PusherOptions;
const subject = chaosSubjects[options.api];
const random = seededRandom(options.seed);
const below = (bound: number) => Math.floor(random() * bound);

const reporter = createReporter(subject.client(options.url) as CloudMonitorClient, {
  spool: createSqliteSpool({ file: options.file }),
  batch: { maxItems: subject.batch, maxWaitMs: 20 },
  pace: subject.isPaced ? {} : false,
  onOutcome: (outcome) => {
    const [event] = subject.eventsOf(bodyOf(outcome.event));
    print({
      type: 'ended',
      id: event?.id ?? '',
      end: outcome.end,
      isMarked: outcome.mayBeDuplicate === true,
    });
  },
  onEvent: (event) => {
    if (event.type !== 'spool') return;
    if (event.change === 'sender') print({ type: 'sender' });
    else print({ type: 'failed', message: `${event.change}: ${event.error?.message}` });
  },
});

/** The body of a request with one event, as `eventsOf` reads it. */
const bodyOf = (event: object) => JSON.stringify(options.api === 'guance' ? { event } : [event]);

let count = 0;
async function pushGroup() {
  const events = Array.from({ length: 1 + below(MAX_IN_GROUP) }, () => {
    const stream = `stream-${below(STREAMS)}`;
    return { id: `${options.name}-${String(++count).padStart(6, '0')}`, stream };
  });
  const pushed = events.map(async (event) => {
    const text = TEXTS[below(TEXTS.length)] ?? '';
    await reporter.push(subject.item(event, text) as { name: string; content: string });
    return event.id;
  });
  print({ type: 'stored', ids: await Promise.all(pushed) });
}

if (options.isDraining) {
  await reporter.flush();
  await reporter.close();
} else {
  for (;;) {
    await pushGroup();
    await setTimeout(below(MAX_PAUSE_MS));
  }
}
