/**
 * Checks a report as bkmonitorbeat does before it sends it: the data id, and the first item only.
 * @see https://github.com/TencentBlueKing/bkmonitor-datalink/blob/6396b5fc581ed9f695fef1cea0a41e5785731e13/pkg/bkmonitorbeat/report/message/schema.go
 */
import { isObject, type JsonObject } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

interface Requirement {
  /** Path below the item. */
  readonly path: string;
  readonly isMet: (value: unknown) => boolean;
  /** What the value must be. */
  readonly wanted: string;
  /** Flag that sets the value. */
  readonly flag?: string;
}

const text = (path: string, flag?: string): Requirement => ({
  path,
  isMet: (value) => typeof value === 'string' && value !== '',
  wanted: 'a string that is not empty',
  ...(flag !== undefined && { flag }),
});

const object = (path: string): Requirement => ({
  path,
  isMet: (value) => isObject(value as JsonObject),
  wanted: 'an object, such as {}',
});

const TIMESTAMP: Requirement = {
  path: 'timestamp',
  isMet: (value) => Number.isInteger(value),
  wanted: 'an integer, in milliseconds',
};

const REQUIREMENTS: Readonly<Record<'metric' | 'event', readonly Requirement[]>> = {
  event: [
    text('event_name', '-report.event.name'),
    text('target', '-report.event.target'),
    text('event.content', '-report.event.content'),
    object('dimension'),
    { ...TIMESTAMP, flag: '-report.event.timestamp' },
  ],
  metric: [object('metrics'), text('target'), object('dimension'), TIMESTAMP],
};

/** Rejects a report whose first item bkmonitorbeat would not send. Names the value and what to do. */
export function checkFirstItem(kind: 'metric' | 'event', [first]: readonly unknown[]): void {
  if (first === undefined) return;
  if (!isObject(first as JsonObject))
    throw usage('the first item of `data` in `-report.message.body` must be an object');
  for (const { path, isMet, wanted, flag } of REQUIREMENTS[kind]) {
    if (isMet(valueBelow(first, path))) continue;
    const fix = flag === undefined ? 'put it in' : `set \`${flag}\`, or put it in`;
    throw usage(`\`data[0].${path}\` must be ${wanted}: ${fix} \`-report.message.body\``);
  }
}

/** Rejects a data id below 1. `source` names the flag or property that has it. */
export function checkDataId(dataId: number | undefined, source: string): number | undefined {
  if (dataId === undefined || dataId >= 1) return dataId;
  throw usage(`${source} must be at least 1: use the data id from the page of the custom report`);
}

function valueBelow(item: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (isObject(value as JsonObject) ? (value as JsonObject)[name] : undefined),
      item,
    );
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
