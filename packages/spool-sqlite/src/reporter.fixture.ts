/** Reporters on files, with a service in memory. */
import {
  createReporter,
  type Outcome,
  type ReporterEvent,
  type ReporterOptions,
} from '@pushspec/client/reporter';
import { createInMemoryCloudMonitor } from '@pushspec/client/testing';
import { createSqliteSpool } from './index.ts';

/** Creates an event for CloudMonitor. */
export const event = (name: string, content = 'content') => ({ name, content });

/** Starts a reporter on a file. Nothing is sent before `maxWaitMs`. */
export function start(file: string, maxWaitMs = 60_000, options: Pick<ReporterOptions, 'queue'> = {}) {
  const { client, accepted } = createInMemoryCloudMonitor();
  const events: ReporterEvent[] = [];
  const outcomes: Outcome[] = [];
  const spool = createSqliteSpool({ file });
  const reporter = createReporter(client, {
    spool,
    batch: { maxWaitMs },
    onEvent: (one) => void events.push(one),
    onOutcome: (outcome) => void outcomes.push(outcome),
    ...options,
  });
  const names = () => accepted.map(({ name }) => name);
  return { reporter, spool, events, outcomes, names };
}

/** Creates a spool with events that wait. */
export async function fill(file: string, names: readonly string[], content?: string) {
  const { reporter } = start(file);
  await Promise.all(names.map((name) => reporter.push(event(name, content))));
  await reporter.close({ waiting: 'drop' });
}
