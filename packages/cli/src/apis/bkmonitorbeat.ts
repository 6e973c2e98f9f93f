/**
 * The flags of `bkmonitorbeat -report`, so that a command line for it works as it is.
 * @see https://github.com/TencentBlueKing/bkmonitor-datalink/blob/6396b5fc581ed9f695fef1cea0a41e5785731e13/pkg/bkmonitorbeat/report/README.md
 */
import { isObject, type JsonObject, readJson } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { jsonPlace } from '../json-place.ts';

const FLAGS = {
  'report.type': 'http',
  'report.http.server': 'HOST:PORT',
  'report.http.token': 'token',
  'report.bk_data_id': 'number',
  'report.message.kind': 'event|timeseries',
  'report.message.body': 'json',
  'report.event.name': 'name',
  'report.event.target': 'target',
  'report.event.content': 'text',
  'report.event.timestamp': 'ms',
  // Of no use without its agent; taken, as a command line may have it all the same.
  'report.agent.address': 'path',
} as const;

export type BkmonitorbeatFlags = { report?: true } & { [Name in keyof typeof FLAGS]?: string };

export const bkmonitorbeatFlags = ['report', ...Object.keys(FLAGS)] as readonly (keyof BkmonitorbeatFlags)[];

/** With two dashes, and out of the help: the one dash that they have in Go is no option to commander. */
export function addBkmonitorbeatOptions(command: Command): void {
  command.addOption(new Option('--report').hideHelp());
  // The file of its own configuration, which has nothing in it that a report needs.
  command.addOption(new Option('-c <file>').hideHelp());
  for (const [name, value] of Object.entries(FLAGS)) {
    command.addOption(new Option(`--${name} <${value}>`).hideHelp());
  }
}

/** Writes those flags in the way of this command line: two dashes, and each value in one piece with its flag. */
export function withoutGoFlags(args: readonly string[]): readonly string[] {
  if (args[0] !== 'send' || args[1] !== 'blueking') return args;
  const written: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const [, name = '', value] = /^--?(report(?:\.\w+)*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === 'report') written.push('--report');
    else if (!(name in FLAGS) || value !== undefined)
      written.push(name in FLAGS ? `--${name}=${value}` : arg);
    // Without a value it is left to the parser to say so.
    else written.push(at + 1 < args.length ? `--${name}=${args[++at]}` : `--${name}`);
  }
  return written;
}

export interface Bkmonitorbeat {
  readonly kind: 'metric' | 'event';
  readonly events: readonly unknown[];
  /** Undefined where another flag has to say it. */
  readonly url: string | undefined;
  readonly dataId: number | undefined;
  readonly accessToken: string | undefined;
  /** Where the token stood, which others on this machine can read; undefined where it did not. */
  readonly exposedBy: string | undefined;
}

/** What such a command line sends. Its flags win over the body, as in the original. */
export function bkmonitorbeatReport(flags: BkmonitorbeatFlags, now: () => number): Bkmonitorbeat {
  checkType(flags['report.type']);
  const kind = kindOf(flags['report.message.kind']);
  const body = bodyOf(flags, kind);
  const dataId = wholeNumber(flags, 'report.bk_data_id') || dataIdOf(body);
  const flagToken = flags['report.http.token'] || undefined;
  const bodyToken =
    typeof body.access_token === 'string' && body.access_token ? body.access_token : undefined;
  const server = flags['report.http.server'];
  return {
    kind,
    events: kind === 'event' ? withEventFlags(body.data, flags, now) : body.data,
    url: server === undefined ? undefined : addressOf(server),
    dataId,
    accessToken: flagToken ?? bodyToken,
    exposedBy: flagToken ? '-report.http.token' : bodyToken && '-report.message.body',
  };
}

function checkType(type = 'http') {
  if (type === 'http') return;
  const what =
    type === 'agent'
      ? "-report.type agent goes through the agent of this machine's own, which is not spoken to"
      : '-report.type is http';
  throw usage(`${what}: give -report.type http and -report.http.server HOST:PORT`);
}

function kindOf(kind: string | undefined): 'metric' | 'event' {
  if (kind === 'event') return 'event';
  if (kind === 'timeseries') return 'metric';
  throw usage('-report.message.kind has to be given, and is event or timeseries');
}

function dataIdOf({ data_id: dataId }: Report): number | undefined {
  if (dataId === undefined || dataId === null || dataId === 0) return undefined;
  if (Number.isSafeInteger(dataId)) return dataId as number;
  throw usage('`data_id` in -report.message.body is a whole number without quotes');
}

type Report = Omit<JsonObject, 'data'> & { data: unknown[] };

function bodyOf(flags: BkmonitorbeatFlags, kind: 'metric' | 'event'): Report {
  const text = flags['report.message.body'];
  if (!text) {
    if (kind === 'metric') throw usage('-report.message.body is missing: give the data points as JSON in it');
    return { data: [{ event_name: '', event: { content: '' }, target: '', dimension: {}, timestamp: 0 }] };
  }
  const bytes = Buffer.from(text);
  const { value: body, fault } = readJson(bytes);
  // The error of the parser would quote the text, and so the token in it.
  if (fault) {
    throw usage(
      `-report.message.body is not JSON (at ${jsonPlace(bytes, fault)}): put it into single quotes, so that the shell leaves it alone`,
    );
  }
  if (isWholeReport(body)) return body as unknown as Report;
  if (isObject(body) && Array.isArray(body.data)) return body as unknown as Report;
  throw usage('-report.message.body is an object with the array `data`, such as {"data_id": …, "data": […]}');
}

/** Whether a value is a body of BlueKing as it is sent. */
export function isWholeReport(document: unknown): document is { data: unknown[] } {
  return isObject(document) && 'data_id' in document && Array.isArray(document.data);
}

/** Set into the first event, as the original does; the others are sent as they are. */
function withEventFlags(data: readonly unknown[], flags: BkmonitorbeatFlags, now: () => number): unknown[] {
  const [first, ...others] = data;
  if (!isObject(first)) return [...data];
  const event: JsonObject = { ...first };
  const { 'report.event.name': name, 'report.event.target': target, 'report.event.content': content } = flags;
  if (name) event.event_name = name;
  if (target) event.target = target;
  if (content) event.event = { ...(isObject(event.event) ? event.event : {}), content };
  event.timestamp = wholeNumber(flags, 'report.event.timestamp') || event.timestamp || now();
  if (!flags['report.message.body']) checkComplete(event);
  return [event, ...others];
}

/** An event without a name is accepted and dropped later, so the original does not send it. */
function checkComplete({ event_name, target, event }: JsonObject) {
  const content = isObject(event) ? event.content : undefined;
  for (const [flag, value] of Object.entries({ name: event_name, target, content })) {
    if (!value)
      throw usage(`-report.event.${flag} is missing: give it, or a whole report in -report.message.body`);
  }
}

function wholeNumber(flags: BkmonitorbeatFlags, name: keyof typeof FLAGS): number | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw usage(`-${name} is a whole number`);
}

/** The original takes a host and a port; one page of its documentation shows an address. */
function addressOf(server: string): string {
  const url = server.includes('://') ? server : `http://${server}`;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).origin;
  throw usage('-report.http.server is a host and a port, such as 10.0.0.1:10205');
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
