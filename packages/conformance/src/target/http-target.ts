/** Connects to any HTTP endpoint as a target. If it has `/__admin`, that controls its state. */

import {
  apiNames,
  type Config,
  checkedName,
  checkedOptions,
  configPartOf,
  developmentConfig,
  isObject,
  type Json,
  type JsonObject,
  type OptionNames,
  type Profile,
  profiles,
} from '@pushspec/contract';
import { REQUEST_ID_HEADER } from '@pushspec/contract/reasons';
import { compileSchema, type Validator } from '../contract/schema-validator.ts';
import { parsedJson } from '../contract/violation.ts';
import { ADMIN, type Admin, adminControl, openAdmin } from './admin.ts';
import { inSandbox, openSandbox } from './sandbox.ts';
import type { Target, Verdict } from './target.ts';
import { openWire, type Wire, type WireRequest, type WireResponse } from './wire.ts';

/** Options of {@link httpTarget}. */
export interface HttpTargetOptions {
  /** URL of the endpoint, without a path. */
  readonly url: string;
  /** Credentials of the endpoint: a complete configuration, whose lists may be empty. */
  readonly config: Config;
  readonly profile: Profile;
  /** @default 'http' */
  readonly name?: string;
  /** Returns the current time in milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** Whether the endpoint's clock is frozen at `now`. @default false */
  readonly hasFrozenClock?: boolean;
  /** Whether to look for our admin API. Set it to false for a vendor's endpoint, which then receives only scenarios. @default true */
  readonly usesAdminApi?: boolean;
  /**
   * Whether to open a sandbox on a reference server, whose credentials replace those in `config`, so that the run
   * does not affect other users. `close()` removes it. @default false
   */
  readonly usesSandbox?: boolean;
  /** Token of the admin API, if it requires one. */
  readonly adminToken?: string | undefined;
  /** Timeout for each response in milliseconds. @default 10000 */
  readonly timeoutMs?: number | undefined;
}

const TARGET_OPTIONS: OptionNames<HttpTargetOptions> = {
  ...{ url: true, config: true, profile: true, name: true },
  ...{ now: true, hasFrozenClock: true, usesAdminApi: true, timeoutMs: true },
  ...{ usesSandbox: true, adminToken: true },
};

/** A target that sends requests to an HTTP endpoint. */
export interface HttpTarget extends Target {
  /** Whether the endpoint has our admin API. */
  readonly hasAdmin: boolean;
  send(request: WireRequest): Promise<WireResponse>;
  /** Restores an endpoint with our admin API to its state after startup. */
  close(): Promise<void>;
}

/**
 * Connects to an endpoint. Rejects if nothing responds there. With `usesAdminApi: false`, the first scenario is the first request.
 * Rejects with a TypeError for an invalid URL, profile or configuration.
 */
export async function httpTarget(options: HttpTargetOptions): Promise<HttpTarget> {
  const {
    name = 'http',
    now = Date.now,
    hasFrozenClock = false,
    usesAdminApi = true,
  } = checkedOptions('httpTarget', options, TARGET_OPTIONS);
  const url = checkedUrl(options.url);
  const profile = checkedName({ what: 'profile', value: options.profile, names: profiles });
  const config = checkedConfig(options.config);
  const wire = openWire(url, { timeoutMs: options.timeoutMs });
  const endpoint = await opened(wire, { ...options, usesAdminApi, config }).catch((cause: Error) => {
    wire.close();
    throw cause;
  });
  const { admin } = endpoint;
  const control = admin ? await adminControl({ admin, config: endpoint.config, now }) : undefined;
  const { setClock } = control ?? {};
  return {
    name,
    profile,
    get config() {
      return control?.config() ?? config;
    },
    now: control?.now ?? now,
    hasFrozenClock: hasFrozenClock || setClock !== undefined,
    hasAdmin: admin !== undefined,
    send: endpoint.wire.send,
    async close() {
      await (endpoint.close ?? control?.release)?.().catch(() => undefined);
      wire.close();
    },
    ...(admin &&
      control && {
        verdictOf: verdictReader(admin),
        storedRequests: control.storedRequests,
        reset: control.reset,
        fail: control.fail,
        configure: control.configure,
      }),
    ...(setClock && { setClock }),
  };
}

interface Endpoint {
  /** Sends the requests. */
  readonly wire: Wire;
  readonly config: Config;
  /** `undefined` without our admin API. */
  readonly admin?: Admin;
  /** Removes the sandbox. `undefined` without one. */
  readonly close?: () => Promise<unknown>;
}

async function opened(
  wire: Wire,
  { url, config, usesAdminApi, usesSandbox, adminToken: token }: HttpTargetOptions,
): Promise<Endpoint> {
  if (!usesAdminApi) return { wire, config };
  const whole = openAdmin(wire, { token });
  const health = await healthOf(whole).catch((cause: Error) => {
    throw new Error(`no server responds at ${url}: ${cause.message}`, { cause });
  });
  if (health === undefined) return { wire, config };
  if (!usesSandbox || health.sandboxes === undefined) return { wire, config, admin: whole };
  const sandbox = await openSandbox(whole);
  return {
    wire: inSandbox(wire, sandbox.id),
    config: sandbox.config,
    admin: openAdmin(wire, { token, sandbox: sandbox.id }),
    close: () => whole.request('DELETE', `/sandboxes/${sandbox.id}`),
  };
}

/** Rejects a URL with a path, which would be ignored because paths come from the contracts. */
function checkedUrl(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return address;
  throw new TypeError('url must be an http or https address without a path, such as http://127.0.0.1:4010');
}

/** Checks the configuration less strictly than a file, because a run for one vendor needs no credentials of the others. */
function checkedConfig(config: Config): Config {
  for (const part of new Set(apiNames.map(configPartOf))) {
    const given: object = config?.[part] ?? {};
    for (const property of Object.keys(developmentConfig[part])) {
      if (!Object.hasOwn(given, property))
        throw new TypeError(
          `config has no ${part}.${property}: pass a complete configuration, such as parseConfig of @pushspec/contract returns`,
        );
    }
  }
  return config;
}

/** Returns the health of the admin API, or `undefined`. Many services respond to any path, but only an admin API lists its vendors. */
async function healthOf(admin: Admin): Promise<JsonObject | undefined> {
  const { status, body } = await admin.request('GET', '/health');
  const health = status === 200 ? parsedJson(body) : undefined;
  const isOurs = isObject(health) && health.status === 'ok' && Array.isArray(health.apis);
  return isOurs ? health : undefined;
}

/** Reads verdicts and validates each against the schema that the admin API publishes. */
function verdictReader(admin: Admin): (response: WireResponse) => Promise<Verdict | undefined> {
  let schema: Promise<Validator> | undefined;
  return async (response) => {
    const id = response.headers[REQUEST_ID_HEADER];
    if (id === undefined) return undefined;
    const verdict = (await newestVerdict(admin, id)) ?? (await verdictById(admin, id));
    schema ??= verdictSchema(admin);
    const [violation] = (await schema)(verdict);
    if (violation)
      throw new Error(
        `the verdict of ${id} breaks the admin API rule ${violation.rule} at ${violation.pointer}`,
      );
    return verdict as unknown as Verdict;
  };
}

/** Returns the newest verdict, which excludes the request bytes, or `undefined` if it is another one or truncated. */
async function newestVerdict(admin: Admin, id: string): Promise<Json | undefined> {
  const { status, body } = await admin.request('GET', '/requests?limit=1');
  const list = parsedJson(body);
  const [newest] = status === 200 && isObject(list) && Array.isArray(list.requests) ? list.requests : [];
  return isObject(newest) && newest.id === id && newest.itemCount === undefined ? newest : undefined;
}

async function verdictById(admin: Admin, id: string): Promise<Json> {
  const { status, body } = await admin.request('GET', `/requests/${encodeURIComponent(id)}`);
  const record = parsedJson(body);
  if (status !== 200 || !isObject(record))
    throw new Error(`${ADMIN}/requests/${id} responded with ${status}`);
  return record.verdict ?? record;
}

const ACCEPTS_ALL: Validator = () => [];

/** Returns the published schema's validator. Verdicts of an endpoint without a schema are not validated. */
async function verdictSchema(admin: Admin): Promise<Validator> {
  const { status, body } = await admin.request('GET', '/openapi.json');
  const document = parsedJson(body);
  if (status !== 200 || !isObject(document)) return ACCEPTS_ALL;
  return compileSchema(document, '/components/schemas/Verdict');
}
