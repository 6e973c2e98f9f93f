/** Builds the tables for code: limits, signing rules, reasons, refused names and servers. */
import { isObject, type JsonObject, type OpenApiDocument } from '../document.ts';
import type { Acceptance } from '../model/acceptance.ts';
import type { Rpc } from '../model/contract.ts';
import { itemArrays } from '../model/item-arrays.ts';
import { readOperations, serversOf } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { SOFT_KEYWORDS, schemaRules } from '../model/schema-rules.ts';
import type { SigningRules } from '../model/signing-rules.ts';
import { nodesIn } from '../schema-walk.ts';

/** Maps each operationId to its limits, method and path. */
export function limitTable(document: OpenApiDocument): JsonObject {
  return Object.fromEntries(
    readOperations(document).map(({ id, method, path, mediaType, body, limits, retryAfter }) => {
      const { bodyBytes, depth, minItems, maxItems, clockSkew, rates } = limits;
      const bytes = typeof bodyBytes === 'object' ? bodyBytes : undefined;
      const table = {
        method,
        path,
        mediaType,
        maxBodyBytes: bytes?.value ?? null,
        // What the maximum measures, unless it is the body on the wire.
        ...(bytes?.of === 'values' && { bodyMeasure: bytes.of }),
        bodyTooLarge: bytes?.reason ?? null,
        maxDepth: depth.value,
        itemPointer: body.items ?? null,
        minItems: minItems?.value ?? null,
        tooFewItems: minItems?.reason ?? null,
        maxItems: maxItems?.value ?? null,
        tooManyItems: maxItems?.reason ?? null,
        clockSkewSeconds: clockSkew?.value ?? null,
        clockSkewReason: clockSkew?.reason ?? null,
        // The header that is read instead of `Retry-After`.
        ...(retryAfter && { retryAfter: { ...retryAfter } }),
        rateLimits: rates.map(({ pointer: _, origin: __, ...rate }) => rate as unknown as JsonObject),
      };
      return [id, table];
    }),
  );
}

/** Maps each operationId to the definition of a successful response. */
export function acceptanceTable(document: OpenApiDocument): Record<string, Acceptance> {
  return Object.fromEntries(readOperations(document).map(({ id, accepted }) => [id, accepted]));
}

/**
 * Maps each operationId to its example responses by name. The name of a refusal is its reason code. In-memory clients respond
 * with them.
 */
export function responseTable(document: OpenApiDocument): Record<string, JsonObject> {
  return Object.fromEntries(
    readOperations(document).map(({ id, responses }) => [
      id,
      Object.fromEntries(
        responses.flatMap(({ status, examples }) =>
          [...examples].map(([name, body]) => [name, { status, body }] as const),
        ),
      ),
    ]),
  );
}

/** Maps each operationId whose requests are signed to its signing rules. */
export function signingTable(document: OpenApiDocument): Record<string, SigningRules> {
  return Object.fromEntries(
    readOperations(document).flatMap(({ id, signing }) => (signing ? [[id, signing]] : [])),
  );
}

/** Maps each operationId to the signing schemes of its requests; empty if there are none. */
export function signingSchemeTable(document: OpenApiDocument): Record<string, JsonObject> {
  return Object.fromEntries(
    readOperations(document).flatMap(({ id, signingSchemes }) =>
      signingSchemes ? [[id, withoutSources(signingSchemes as unknown as JsonObject)]] : [],
    ),
  );
}

/** Returns a copy without notes and sources. */
function withoutSources(node: JsonObject): JsonObject {
  const kept = Object.entries(node).filter(([name]) => name !== 'note' && !name.startsWith('x-'));
  return Object.fromEntries(
    kept.map(([name, child]) => [name, isObject(child) ? withoutSources(child) : child]),
  );
}

/** Maps each operationId of an RPC gateway to how its requests are encoded; empty if there are none. */
export function rpcTable(document: OpenApiDocument): Record<string, Rpc> {
  return Object.fromEntries(readOperations(document).flatMap(({ id, rpc }) => (rpc ? [[id, rpc]] : [])));
}

/** Maps codes to the reasons of refusals, with only the properties that clients need. */
export function wireReasonTable(document: OpenApiDocument): Record<string, JsonObject> {
  const kept = [
    'status',
    'general',
    'errorCode',
    'errorCodeFamily',
    'contains',
    'message',
    'retryable',
    'fix',
  ];
  const aboutItems = reasonsAboutItems(document);
  return Object.fromEntries(
    Object.entries(writtenReasons(document))
      .filter(([, reason]) => reason.outcome === 'rejected')
      .map(([code, reason]) => [
        code,
        {
          // Omitting `false` saves bytes in every client.
          ...Object.fromEntries(
            Object.entries(reason).filter(([name, value]) => kept.includes(name) && value !== false),
          ),
          ...(aboutItems.has(code) ? { aboutItem: true } : {}),
        },
      ]),
  );
}

/**
 * Maps each network to its regions, and each region to the URL of its first server.
 * Servers without a region and servers with variables are left out.
 */
export function serverTable(document: OpenApiDocument): Record<string, Record<string, string>> {
  const table: Record<string, Record<string, string>> = {};
  for (const { url, region, network, variables } of serversOf(document)) {
    if (region === undefined || Object.keys(variables).length > 0) continue;
    const regions = table[network] ?? {};
    table[network] = regions;
    regions[region] ??= url;
  }
  return table;
}

/** Returns the reason codes that one item of a batch can cause. Vendors refuse a whole batch, so clients search it for that item. */
export function reasonsAboutItems(document: OpenApiDocument): ReadonlySet<string> {
  const codes = new Set<string>();
  const enters = (name: string) => !SOFT_KEYWORDS.includes(name);
  for (const { body, limits } of readOperations(document)) {
    if (body.items === undefined) continue;
    const items = itemArrays(document, body.schema, body.items).map((array) => array.items ?? null);
    for (const { node } of nodesIn(items, { enters, references: document }))
      for (const code of ownCodes(node)) codes.add(code);
    // Only items can nest to any depth.
    if (limits.depth.reason !== undefined) codes.add(limits.depth.reason);
  }
  return codes;
}

function ownCodes(node: JsonObject): string[] {
  const { reasons, maxFuture } = schemaRules(node);
  return maxFuture ? [...reasons, maxFuture.reason] : [...reasons];
}

/**
 * Maps each named string schema with `not` to the names and the prefixes that it refuses.
 * The only supported pattern is a list of prefixes: `^(a|b)`.
 */
export function refusedNameTable(document: OpenApiDocument): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(document.components.schemas).flatMap(([name, schema]) => {
      const ban = isObject(schema) && schema.type === 'string' ? schema.not : undefined;
      return isObject(ban) ? [[name, refusedBy(ban)]] : [];
    }),
  );
}

function refusedBy(ban: JsonObject): JsonObject {
  const names = Array.isArray(ban.enum) ? ban.enum : ban.const === undefined ? [] : [ban.const];
  const prefixes = typeof ban.pattern === 'string' ? /^\^\(([\w|-]+)\)$/.exec(ban.pattern)?.[1] : undefined;
  return { names, prefixes: prefixes?.split('|') ?? [] };
}
