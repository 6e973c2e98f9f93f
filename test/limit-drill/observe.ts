/** Prints, as JSON, how server, clients, mock, docs and scenarios of this workspace treat the limits in its contracts. */

import {
  type ApiName,
  apiNames,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  profiles,
} from '@pushspec/contract';
import { limitsStatedOnce } from '../../packages/contract/src/lint/limits-stated-once.ts';
import { reasons } from '../../packages/contract/src/lint/reasons.ts';
import { boundaryOf } from './boundary.ts';
import {
  type Batches,
  batchesOf,
  itemOfLength,
  paceOf,
  sendBytes,
  sendItems,
  validateItems,
} from './client-drill.ts';
import { entryOf, exampleBody, type Limit, limitsOf } from './limits.ts';
import {
  generatedLimits,
  type LimitTables,
  mockDrill,
  numbersInDocs,
  type PlayedCases,
  playLimitCases,
} from './other-drills.ts';
import { type ObservedBoundary, serverDrill } from './server-drill.ts';

/** Observations of one limit. A part that cannot show the limit is absent. */
export interface Observation {
  readonly limit: Limit;
  readonly server: ObservedBoundary;
  readonly client?: ObservedBoundary;
  readonly validation?: ObservedBoundary;
  readonly batches?: Batches;
  readonly pace?: { readonly initialCount: number; readonly nextAfterMs: number };
  readonly mock?: { readonly allowed: number; readonly exceeded?: number };
}

export interface Observations {
  /** Observations by API, profile and pointer, joined by spaces. */
  readonly limits: { readonly [key: string]: Observation };
  /** Numbers in the docs, by API and profile. */
  readonly docs: { readonly [key: string]: number[][] };
  readonly tables: { readonly [key: string]: LimitTables };
  readonly scenarios: { readonly [profile: string]: PlayedCases };
  readonly lint: readonly string[];
}

const limits: Record<string, Observation> = {};
const docs: Record<string, number[][]> = {};
const tables: Record<string, LimitTables> = {};
const scenarios: Record<string, PlayedCases> = {};
const lint: string[] = [];

const mock = await mockDrill();
for (const profile of profiles) {
  const documents = Object.fromEntries(apiNames.map((api) => [api, loadBundle(api, profile)])) as Record<
    ApiName,
    OpenApiDocument
  >;
  const server = await serverDrill(profile, documents);
  for (const api of apiNames) {
    const document = documents[api];
    docs[`${api} ${profile}`] = numbersInDocs(document);
    // Clients follow the documented profile.
    if (profile === 'documented') tables[`${api} ${profile}`] = await generatedLimits(api);
    for (const rule of [limitsStatedOnce, reasons]) {
      rule(
        { name: api, document },
        (location, message) => void lint.push(`${api} ${profile} ${location}: ${message}`),
      );
    }
    for (const limit of limitsOf(document)) {
      limits[`${api} ${profile} ${limit.pointer}`] = {
        limit,
        server: await server.at(api, limit),
        // Clients and mock follow the documented profile.
        ...(profile === 'documented' ? await observeClients(api, document, limit) : {}),
      };
    }
  }
  await server.close();
  scenarios[profile] = await playLimitCases(profile);
}
await mock.close();
console.log(JSON.stringify({ limits, docs, tables, scenarios, lint } satisfies Observations));

async function observeClients(
  api: ApiName,
  document: OpenApiDocument,
  limit: Limit,
): Promise<Partial<Observation>> {
  const { name, location } = limit;
  const { operation, operationId } = entryOf(document, limit);
  const kinds = operation['x-kinds'];
  const kind = location?.kind ?? (isObject(kinds) ? Object.keys(kinds)[0] : undefined);
  const body = exampleBody(document, limit, kind);
  const item = itemIn(body);
  // A reporter sends the first operation only.
  const hasReporter = operationsOf(document)[0]?.operationId === operationId;
  if (name === 'x-rate-limits.requests') {
    const index = Number(/x-rate-limits\/(\d+)/.exec(limit.pointer)?.[1]);
    const rate = (operation['x-rate-limits'] as JsonObject[])[index] as { requests: number; scope: string };
    return hasReporter ? { pace: await paceOf(api, rate, item) } : {};
  }
  if (name.startsWith('x-rate-limits.') || name === 'x-clock-skew.seconds') return {};
  const boundary = boundaryOf(document, limit);
  // The mock has no clock and no warnings, and Prism treats an empty header as missing.
  const isMocked =
    isRefusal(document, limit) && name !== 'x-max-future.seconds' && location?.path[0] !== 'header';
  const mocked = isMocked ? { mock: await mock.at(api, document, limit, boundary) } : {};
  const itemPointer = String(operation['x-item-pointer'] ?? '');
  const isAboutItems = /Items$/.test(name) && `/${location?.path.join('/')}` === (itemPointer || '/');
  if (isAboutItems) {
    const full =
      name === 'maxItems' && hasReporter ? { batches: await batchesOf(api, item, 2 * limit.value + 1) } : {};
    return { ...mocked, ...full, client: await sendItems(api, limit, item) };
  }
  if (name === 'x-max-body-bytes.bytes') {
    const tenth = itemOfLength(item, limit.value / 10);
    const batches = hasReporter ? { batches: await batchesOf(api, tenth, 30) } : {};
    return { ...mocked, ...batches, client: await sendBytes(api, limit, item) };
  }
  return isInItem(limit) ? { ...mocked, validation: validateItems(api, limit, boundary) } : mocked;
}

function isRefusal(document: OpenApiDocument, { reason }: Limit): boolean {
  return document['x-reasons'][reason]?.outcome === 'rejected';
}

/** Returns the item to pass to a client's `send()`. */
function itemIn(body: Json): JsonObject {
  if (Array.isArray(body)) return body[0] as JsonObject;
  const { data, EventInfo: events, event } = body as JsonObject;
  const list = data ?? events;
  return (Array.isArray(list) ? list[0] : event) as JsonObject;
}

/** Returns whether the limit applies to an item, which local validation checks, rather than to the request. */
function isInItem({ name, location }: Limit): boolean {
  if (name === 'x-max-depth.depth') return true;
  const [first, second] = location?.path ?? [];
  if (first === 'data' || first === 'EventInfo') return second === '*';
  return first !== 'header' && first !== undefined;
}
