/** An event of CloudMonitor from flags. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailure, EXIT } from '../../failure.ts';
import { parseEventInfo } from './event-info.ts';

export interface CloudMonitorEventFlags {
  name?: string;
  content?: string;
  groupId?: number | string;
  time?: string;
  EventInfo?: readonly unknown[];
}

export const cloudMonitorEventFlags = ['name', 'content', 'groupId', 'time', 'EventInfo'] as const;

export function addCloudMonitorEventOptions(command: Command): void {
  command
    .optionsGroup('One event:')
    .option('--name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .addOption(new Option('--group-id <id>', 'application group that it belongs to').argParser(groupId))
    .option('--time <time>', 'when, such as 20171023T144439.948+0800 (default: time of receipt)')
    .addOption(
      new Option('--EventInfo <array>', 'events as `aliyuncli cms PutEvent` takes them').argParser(eventInfo),
    );
}

/** What is missing is left out: the vendor says what it needs. */
export function cloudMonitorEvents({ EventInfo, ...event }: CloudMonitorEventFlags): readonly unknown[] {
  if (!EventInfo) return [event];
  if (Object.values(event).some((value) => value !== undefined)) {
    throw new CommandFailure(
      EXIT.usage,
      '--EventInfo has whole events: give either it, or --name, --content, --group-id and --time',
    );
  }
  return EventInfo;
}

function eventInfo(text: string): readonly unknown[] {
  const events = parseEventInfo(text);
  if (Array.isArray(events)) return events;
  throw new InvalidArgumentError(
    `it is an array of events, such as '[{"name":"deploy","content":"1.4"}]'; single quotes within are taken as well.`,
  );
}

/** A number where it is one; the contract takes its digits as a string, too. */
function groupId(text: string): number | string {
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : text;
}
