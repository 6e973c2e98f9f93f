/** Any endpoint as a target, ours or anybody's. What it can be brought to, it is through `/__admin`, where it has that. */
import {
  type Config,
  checkedName,
  checkedOptions,
  developmentConfig,
  isObject,
  type Json,
  type OptionNames,
  type Profile,
  profiles,
  vendors,
} from '@pushspec/contract';
import { compileSchema, type Validator } from '../contract/schema-validator.ts';
import { parsedJson } from '../contract/violation.ts';
import { ADMIN, adminControl, ask } from './admin.ts';
import type { Target, Verdict } from './target.ts';
import { openWire, type Wire, type WireAnswer, type WireRequest } from './wire.ts';

export interface HttpTargetOptions {
  /** Address of the endpoint, without a path. */
  readonly url: string;
  /** The credentials in force there: a whole configuration, whose lists may be empty. */
  readonly config: Config;
  readonly profile: Profile;
  /** @default 'http' */
  readonly name?: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Whether the endpoint's clock stands still and is that of `now`. @default false */
  readonly holdsClock?: boolean;
  /** Whether the endpoint is asked for our admin API. A vendor's own is not: it gets scenarios and nothing else. @default true */
  readonly asksForAdmin?: boolean;
  /** Time for each response, in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
}

const TARGET_OPTIONS: OptionNames<HttpTargetOptions> = {
  ...{ url: true, config: true, profile: true, name: true },
  ...{ now: true, holdsClock: true, asksForAdmin: true, timeoutMs: true },
};

export interface HttpTarget extends Target {
  /** Whether the endpoint has our admin API. */
  readonly hasAdmin: boolean;
  send(request: WireRequest): Promise<WireAnswer>;
  /** Leaves an endpoint with our admin API as it was after its start. */
  close(): Promise<void>;
}

const REQUEST_ID_HEADER = 'x-pushspec-request-id';

/**
 * Opens an endpoint. Rejects when nothing answers there; one that is not asked for the admin API is not tried before its first scenario.
 * Rejects with a TypeError for an address, a profile or a configuration that is none.
 */
export async function httpTarget(options: HttpTargetOptions): Promise<HttpTarget> {
  const {
    name = 'http',
    now = Date.now,
    holdsClock = false,
    asksForAdmin = true,
  } = checkedOptions('httpTarget', options, TARGET_OPTIONS);
  const url = checkedUrl(options.url);
  const profile = checkedName({ what: 'profile', value: options.profile, names: profiles });
  const config = checkedConfig(options.config);
  const wire = openWire(url, { timeoutMs: options.timeoutMs });
  const isOurs = asksForAdmin ? isHealthy(wire) : Promise.resolve(false);
  const hasAdmin = await isOurs.catch((cause: Error) => {
    wire.close();
    throw new Error(`nothing answers at ${url}: ${cause.message}`, { cause });
  });
  const control = hasAdmin ? await adminControl({ wire, config, now }) : undefined;
  const { setClock } = control ?? {};
  return {
    name,
    profile,
    get config() {
      return control?.config() ?? config;
    },
    now: control?.now ?? now,
    holdsClock: holdsClock || setClock !== undefined,
    hasAdmin,
    send: wire.send,
    async close() {
      await control?.release().catch(() => undefined);
      wire.close();
    },
    ...(control && {
      verdictOf: verdictReader(wire),
      kept: control.kept,
      reset: control.reset,
      fail: control.fail,
      configure: control.configure,
    }),
    ...(setClock && { setClock }),
  };
}

/** A path would be left out in silence: those of the contracts are taken. */
function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return text;
  throw new TypeError('url must be an http or https address without a path, such as http://127.0.0.1:4010');
}

/** Not held to the rules of a file: whoever plays one vendor has no credentials of the others. */
function checkedConfig(config: Config): Config {
  for (const vendor of vendors) {
    const given: object = config?.[vendor] ?? {};
    for (const member of Object.keys(developmentConfig[vendor])) {
      if (!Object.hasOwn(given, member))
        throw new TypeError(
          `config has no ${vendor}.${member}: give a whole one, such as parseConfig of @pushspec/contract makes of a part`,
        );
    }
  }
  return config;
}

/** Many services respond to every path, some with JSON: only the health of an admin API lists its vendors. */
async function isHealthy(wire: Wire): Promise<boolean> {
  const { status, body } = await ask(wire, 'GET', '/health');
  const health = status === 200 ? parsedJson(body) : undefined;
  return isObject(health) && health.status === 'ok' && Array.isArray(health.vendors);
}

/** Reads verdicts, and holds each to the schema that the admin API itself publishes. */
function verdictReader(wire: Wire): (answer: WireAnswer) => Promise<Verdict | undefined> {
  let schema: Promise<Validator> | undefined;
  return async (answer) => {
    const id = answer.headers[REQUEST_ID_HEADER];
    if (id === undefined) return undefined;
    const verdict = (await newestVerdict(wire, id)) ?? (await verdictById(wire, id));
    schema ??= verdictSchema(wire);
    const [violation] = (await schema)(verdict);
    if (violation)
      throw new Error(
        `the verdict of ${id} breaks ${violation.rule} of the admin API at ${violation.pointer}`,
      );
    return verdict as unknown as Verdict;
  };
}

/** The newest verdict, which comes without the bytes of its request; undefined where it is another one, or cut short. */
async function newestVerdict(wire: Wire, id: string): Promise<Json | undefined> {
  const { status, body } = await ask(wire, 'GET', '/requests?limit=1');
  const list = parsedJson(body);
  const [newest] = status === 200 && isObject(list) && Array.isArray(list.requests) ? list.requests : [];
  return isObject(newest) && newest.id === id && newest.itemCount === undefined ? newest : undefined;
}

async function verdictById(wire: Wire, id: string): Promise<Json> {
  const { status, body } = await ask(wire, 'GET', `/requests/${encodeURIComponent(id)}`);
  const record = parsedJson(body);
  if (status !== 200 || !isObject(record))
    throw new Error(`${ADMIN}/requests/${id} was answered with ${status}`);
  return record.verdict ?? record;
}

const ACCEPTS_ALL: Validator = () => [];

/** An endpoint that does not publish the schema is taken at its word. */
async function verdictSchema(wire: Wire): Promise<Validator> {
  const { status, body } = await ask(wire, 'GET', '/openapi.json');
  const document = parsedJson(body);
  if (status !== 200 || !isObject(document)) return ACCEPTS_ALL;
  return compileSchema(document, '/components/schemas/Verdict');
}
