/**
 * Supports the flags of `bkmonitorbeat -report`, so that its command lines work unchanged.
 * @see https://github.com/TencentBlueKing/bkmonitor-datalink/blob/6396b5fc581ed9f695fef1cea0a41e5785731e13/pkg/bkmonitorbeat/report/README.md
 */
import { inexactNumbers, isObject, type JsonObject, readJson } from '@pushspec/contract';
import { type Command, Option } from 'commander';
import { inexactProblem } from '../bulk/inexact.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { jsonLocation } from '../json-location.ts';
import { checkDataId, checkFirstItem } from './bkmonitorbeat-check.ts';

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
  // Ignored: there is no agent. Existing command lines may still contain it.
  'report.agent.address': 'path',
} as const;

export type BkmonitorbeatFlags = { report?: true } & { [Name in keyof typeof FLAGS]?: string };

export const bkmonitorbeatFlags = ['report', ...Object.keys(FLAGS)] as readonly (keyof BkmonitorbeatFlags)[];

/** Adds the flags with two dashes, hidden from the help. Commander does not support Go's single dash. */
export function addBkmonitorbeatOptions(command: Command): void {
  command.addOption(new Option('--report').hideHelp());
  // The configuration file of bkmonitorbeat contains nothing that a report needs.
  command.addOption(new Option('-c <file>').hideHelp());
  for (const [name, value] of Object.entries(FLAGS)) {
    command.addOption(new Option(`--${name} <${value}>`).hideHelp());
  }
}

/** Rewrites Go-style flags to `--name=value`. */
export function withoutGoFlags(args: readonly string[]): readonly string[] {
  if (args[0] !== 'send' || args[1] !== 'blueking') return args;
  const written: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const [, name = '', value] = /^--?(report(?:\.\w+)*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === 'report') written.push('--report');
    else if (!(name in FLAGS) || value !== undefined)
      written.push(name in FLAGS ? `--${name}=${value}` : arg);
    // The parser reports a missing value.
    else written.push(at + 1 < args.length ? `--${name}=${args[++at]}` : `--${name}`);
  }
  return written;
}

/** The report of a bkmonitorbeat command line. */
export interface Bkmonitorbeat {
  readonly kind: 'metric' | 'event';
  readonly events: readonly unknown[];
  /** `undefined` if another flag must give it. */
  readonly url: string | undefined;
  readonly dataId: number | undefined;
  readonly accessToken: string | undefined;
  /** The flag that exposed the token to other users of this machine, or `undefined` if none did. */
  readonly exposedBy: string | undefined;
}

/** Returns the report that a bkmonitorbeat command line sends. Flags override the body, as in bkmonitorbeat. */
export function bkmonitorbeatReport(flags: BkmonitorbeatFlags, now: () => number): Bkmonitorbeat {
  checkType(flags['report.type']);
  const kind = kindOf(flags['report.message.kind']);
  const body = bodyOf(flags, kind);
  const dataId =
    checkDataId(wholeNumber(flags, 'report.bk_data_id') || undefined, '`-report.bk_data_id`') ??
    checkDataId(dataIdOf(body), '`data_id` in `-report.message.body`');
  const events = kind === 'event' ? withEventFlags(body.data, flags, now) : body.data;
  checkFirstItem(kind, events);
  const flagToken = flags['report.http.token'] || undefined;
  const bodyToken =
    typeof body.access_token === 'string' && body.access_token ? body.access_token : undefined;
  // For data points, bkmonitorbeat ignores the flag. Here it counts if the body has no token.
  const usesFlag = flagToken !== undefined && (kind === 'event' || bodyToken === undefined);
  const server = flags['report.http.server'];
  return {
    kind,
    events,
    url: server === undefined ? undefined : addressOf(server),
    dataId,
    accessToken: usesFlag ? flagToken : bodyToken,
    exposedBy: flagToken ? '-report.http.token' : bodyToken && '-report.message.body',
  };
}

function checkType(type = 'http') {
  if (type === 'http') return;
  const what =
    type === 'agent'
      ? '`-report.type agent` is not supported, because pushspec does not talk to the local agent'
      : '`-report.type` must be http';
  throw usage(`${what}: use -report.type http and -report.http.server HOST:PORT`);
}

function kindOf(kind: string | undefined): 'metric' | 'event' {
  if (kind === 'event') return 'event';
  if (kind === 'timeseries') return 'metric';
  throw usage('`-report.message.kind` must be event or timeseries');
}

function dataIdOf({ data_id: dataId }: Report): number | undefined {
  if (dataId === undefined || dataId === null || dataId === 0) return undefined;
  if (Number.isSafeInteger(dataId)) return dataId as number;
  throw usage('`data_id` in `-report.message.body` must be an integer without quotes');
}

type Report = Omit<JsonObject, 'data'> & { data: unknown[] };

function bodyOf(flags: BkmonitorbeatFlags, kind: 'metric' | 'event'): Report {
  const json = flags['report.message.body'];
  if (!json) {
    if (kind === 'metric')
      throw usage('`-report.message.body` is missing: set it to the data points as JSON');
    return { data: [{ event_name: '', event: { content: '' }, target: '', dimension: {}, timestamp: 0 }] };
  }
  const bytes = Buffer.from(json);
  const { value: body, problem } = readJson(bytes);
  // The parser's own error would quote the body, which contains the token.
  if (problem) {
    throw usage(
      `\`-report.message.body\` is not JSON (at ${jsonLocation(bytes, problem)}): put it in single quotes, so that the shell does not change it`,
    );
  }
  const [inexact] = inexactNumbers(bytes, json);
  if (inexact) {
    const { message, fix } = inexactProblem(inexact);
    throw usage(`in \`-report.message.body\`, ${message}. ${fix}`);
  }
  if (isWholeReport(body)) return body as unknown as Report;
  if (isObject(body) && Array.isArray(body.data)) return body as unknown as Report;
  throw usage(
    '`-report.message.body` must be an object with a `data` array, such as {"data_id": …, "data": […]}',
  );
}

/** Returns whether a value is a complete BlueKing request body. */
export function isWholeReport(document: unknown): document is { data: unknown[] } {
  return isObject(document) && 'data_id' in document && Array.isArray(document.data);
}

/** Applies the flags to the first event, as bkmonitorbeat does. The other events stay unchanged. */
function withEventFlags(data: readonly unknown[], flags: BkmonitorbeatFlags, now: () => number): unknown[] {
  const [first, ...others] = data;
  if (!isObject(first)) return [...data];
  const event: JsonObject = { ...first };
  const { 'report.event.name': name, 'report.event.target': target, 'report.event.content': content } = flags;
  if (name) event.event_name = name;
  if (target) event.target = target;
  if (content) event.event = { ...(isObject(event.event) ? event.event : {}), content };
  event.timestamp = wholeNumber(flags, 'report.event.timestamp') || event.timestamp || now();
  return [event, ...others];
}

function wholeNumber(flags: BkmonitorbeatFlags, name: keyof typeof FLAGS): number | undefined {
  const digits = flags[name];
  if (digits === undefined) return undefined;
  const value = Number(digits);
  if (/^-?\d+$/.test(digits) && Number.isSafeInteger(value)) return value;
  throw usage(`\`-${name}\` must be an integer`);
}

/** Parses a host and port. A URL works too, because one page of the bkmonitorbeat documentation shows one. */
function addressOf(server: string): string {
  const url = server.includes('://') ? server : `http://${server}`;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return new URL(url).origin;
  throw usage('`-report.http.server` must be a host and port, such as 10.0.0.1:10205');
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
