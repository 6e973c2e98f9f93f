/** Prints what everything makes of the limits of the contracts of the tree that this file is in. */
import {
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  profiles,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import { limitsStatedOnce } from '../../packages/contract/src/lint/limits-stated-once.ts';
import { reasons } from '../../packages/contract/src/lint/reasons.ts';
import { boundaryOf } from './boundary.ts';
import {
  type Batches,
  batchesOf,
  itemOfLength,
  paceOf,
  sendingBytes,
  sendingItems,
  validating,
} from './client-drill.ts';
import { exampleBody, type Limit, limitsOf } from './limits.ts';
import {
  generatedLimits,
  limitScenarios,
  mockDrill,
  numbersInDocs,
  type PlayedCases,
} from './other-drills.ts';
import { type SeenBoundary, serverDrill } from './server-drill.ts';

/** What became of one limit; what cannot show it is absent. */
export interface Observation {
  readonly limit: Limit;
  readonly server: SeenBoundary;
  readonly client?: SeenBoundary;
  readonly validation?: SeenBoundary;
  readonly batches?: Batches;
  readonly pace?: { readonly atOnce: number; readonly nextAfterMs: number };
  readonly mock?: { readonly fits: number; readonly beyond?: number };
}

export interface Observations {
  /** By vendor, profile and pointer, with spaces between them. */
  readonly limits: { readonly [key: string]: Observation };
  /** By vendor and profile. */
  readonly docs: { readonly [key: string]: number[][] };
  readonly tables: { readonly [key: string]: { [name: string]: Json } };
  readonly scenarios: { readonly [profile: string]: PlayedCases };
  readonly lint: readonly string[];
}

const limits: Record<string, Observation> = {};
const docs: Record<string, number[][]> = {};
const tables: Record<string, { [name: string]: Json }> = {};
const scenarios: Record<string, PlayedCases> = {};
const lint: string[] = [];

const mock = await mockDrill();
for (const profile of profiles) {
  const documents = Object.fromEntries(
    vendors.map((vendor) => [vendor, loadBundle(vendor, profile)]),
  ) as Record<Vendor, OpenApiDocument>;
  const server = await serverDrill(profile, documents);
  for (const vendor of vendors) {
    const document = documents[vendor];
    docs[`${vendor} ${profile}`] = numbersInDocs(document);
    // Clients go by what is documented.
    if (profile === 'documented') tables[`${vendor} ${profile}`] = await generatedLimits(vendor);
    for (const rule of [limitsStatedOnce, reasons]) {
      rule(
        { name: vendor, document },
        (place, message) => void lint.push(`${vendor} ${profile} ${place}: ${message}`),
      );
    }
    for (const limit of limitsOf(document)) {
      limits[`${vendor} ${profile} ${limit.pointer}`] = {
        limit,
        server: await server.at(vendor, limit),
        // Clients and mock go by what is documented.
        ...(profile === 'documented' ? await byDocumented(vendor, document, limit) : {}),
      };
    }
  }
  await server.close();
  scenarios[profile] = await limitScenarios(profile);
}
await mock.close();
console.log(JSON.stringify({ limits, docs, tables, scenarios, lint } satisfies Observations));

async function byDocumented(
  vendor: Vendor,
  document: OpenApiDocument,
  limit: Limit,
): Promise<Partial<Observation>> {
  const { name, place } = limit;
  const operation = operationsOf(document)[0]?.operation as JsonObject;
  const kinds = operation['x-kinds'];
  const kind = place?.kind ?? (isObject(kinds) ? Object.keys(kinds)[0] : undefined);
  const body = exampleBody(document, kind);
  const item = itemIn(body);
  if (name === 'x-rate-limits.requests') {
    const index = Number(/x-rate-limits\/(\d+)/.exec(limit.pointer)?.[1]);
    const rate = (operation['x-rate-limits'] as JsonObject[])[index] as { requests: number; scope: string };
    return { pace: await paceOf(vendor, rate, item) };
  }
  if (name.startsWith('x-rate-limits.') || name === 'x-clock-skew.seconds') return {};
  const boundary = boundaryOf(document, limit);
  // It has no clock, warns of nothing, and Prism takes an empty header for none.
  const isMocked =
    isRefusal(document, limit) && name !== 'x-max-future.seconds' && place?.path[0] !== 'header';
  const mocked = isMocked ? { mock: await mock.at(vendor, document, boundary) } : {};
  const itemPointer = String(operation['x-item-pointer'] ?? '');
  const isAboutItems = /Items$/.test(name) && `/${place?.path.join('/')}` === (itemPointer || '/');
  if (isAboutItems) {
    const full = name === 'maxItems' ? { batches: await batchesOf(vendor, item, 2 * limit.value + 1) } : {};
    return { ...mocked, ...full, client: await sendingItems(vendor, limit, item) };
  }
  if (name === 'x-max-body-bytes.bytes') {
    const tenth = itemOfLength(item, limit.value / 10);
    const batches = await batchesOf(vendor, tenth, 30);
    return { ...mocked, batches, client: await sendingBytes(vendor, limit, item) };
  }
  return isInItem(vendor, limit) ? { ...mocked, validation: validating(vendor, limit, boundary) } : mocked;
}

function isRefusal(document: OpenApiDocument, { reason }: Limit): boolean {
  return document['x-reasons'][reason]?.outcome === 'rejected';
}

/** What a client's `send()` takes. */
function itemIn(body: Json): JsonObject {
  if (Array.isArray(body)) return body[0] as JsonObject;
  const { data, event } = body as JsonObject;
  return (Array.isArray(data) ? data[0] : event) as JsonObject;
}

/** Local validation is about the item, and not about the request or its headers. */
function isInItem(vendor: Vendor, { name, place }: Limit): boolean {
  if (name === 'x-max-depth.depth') return true;
  const [first, second] = place?.path ?? [];
  if (vendor === 'blueking') return first === 'data' && second === '*';
  return first !== 'header' && first !== undefined;
}
