/** An event or a data point of BlueKing from flags. */
import { type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../../failure.ts';
import { count, numberPair, pair } from './pairs.ts';

export interface BluekingEventFlags {
  eventName?: string;
  content?: string;
  metric?: Readonly<Record<string, number>>;
  target?: string;
  dimension?: Readonly<Record<string, string>>;
  timestamp?: number;
}

export const bluekingEventFlags = [
  'eventName',
  'content',
  'metric',
  'target',
  'dimension',
  'timestamp',
] as const;

export function addBluekingEventOptions(command: Command): void {
  command
    .optionsGroup('One event, or one data point:')
    .option('--event-name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .addOption(
      new Option('--metric <name=value>', 'a metric, in place of an event; repeatable').argParser(numberPair),
    )
    .option('--target <target>', 'what it is about, such as an IP address')
    .addOption(new Option('--dimension <name=value>', 'a dimension; repeatable').argParser(pair))
    .addOption(
      new Option('--timestamp <ms>', 'when, in milliseconds since 1970 (default: time of receipt)').argParser(
        count,
      ),
    );
}

/** What is missing is left out: the vendor says what it needs. */
export function bluekingEvent(flags: BluekingEventFlags): object {
  const { eventName, content, metric, target, dimension, timestamp } = flags;
  if (metric && (eventName ?? content) !== undefined) {
    throw new CommandFailure(
      EXIT.usage,
      'a data point has no name and no content: give either --metric, or --event-name and --content',
    );
  }
  return {
    ...(metric ? { metrics: metric } : { event_name: eventName, event: { content } }),
    target,
    dimension,
    timestamp,
  };
}
