/** The tables that code reads: limits per operation, and reasons. */

import {
  bodyMediaType,
  bodySchemaPointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
} from '../document.ts';
import { type Acceptance, acceptanceOf } from '../model/acceptance.ts';
import { itemArrays } from '../model/item-arrays.ts';
import { type SigningRules, signingRulesOf } from '../model/signing-rules.ts';
import { reasonsAboutItems } from './reasons-about-items.ts';

/** Limits and addresses of every operation, by operationId. */
export function limitTable(document: OpenApiDocument): JsonObject {
  return Object.fromEntries(
    operationsOf(document).map((entry) => {
      const { operation } = entry;
      const itemPointer = operation['x-item-pointer'];
      const items =
        typeof itemPointer === 'string'
          ? (itemArrays(document, bodySchemaPointer(entry), itemPointer)[0] ?? {})
          : {};
      const bytes = operation['x-max-body-bytes'] as JsonObject;
      const depth = operation['x-max-depth'] as JsonObject;
      const limits = {
        method: entry.method,
        path: entry.path,
        mediaType: bodyMediaType(entry),
        maxBodyBytes: bytes.bytes ?? null,
        bodyTooLarge: bytes.reason ?? null,
        maxDepth: depth.depth ?? null,
        itemPointer: itemPointer ?? null,
        minItems: items.minItems ?? null,
        tooFewItems: reasonFor(items, 'minItems'),
        maxItems: items.maxItems ?? null,
        tooManyItems: reasonFor(items, 'maxItems'),
        clockSkewSeconds: (operation['x-clock-skew'] as JsonObject | undefined)?.seconds ?? null,
        rateLimits: (operation['x-rate-limits'] as JsonObject[]).map(withoutExtensions),
      };
      return [entry.operationId, limits];
    }),
  );
}

/** What an answer has to be to be a success, by operationId. */
export function acceptanceTable(document: OpenApiDocument): Record<string, Acceptance> {
  return Object.fromEntries(
    operationsOf(document).map(({ operationId, operation }) => [
      operationId,
      acceptanceOf(document, operation),
    ]),
  );
}

/** How requests are signed, by operationId; an operation whose requests are not signed is not among them. */
export function signingTable(document: OpenApiDocument): Record<string, SigningRules> {
  return Object.fromEntries(
    operationsOf(document).flatMap(({ operationId, operation }) => {
      const rules = signingRulesOf(operation);
      return rules ? [[operationId, rules]] : [];
    }),
  );
}

function withoutExtensions(node: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(node).filter(([name]) => !name.startsWith('x-')));
}

function reasonFor(node: JsonObject, keyword: string) {
  const reason = node['x-reason'];
  return isObject(reason) ? (reason[keyword] ?? null) : (reason ?? null);
}

/** The reasons of refusals, without what only people read about: small enough to travel with a client. */
export function wireReasonTable(document: OpenApiDocument): Record<string, JsonObject> {
  const kept = ['status', 'general', 'errorCode', 'contains', 'message', 'retryable', 'fix'];
  const aboutItems = reasonsAboutItems(document);
  return Object.fromEntries(
    Object.entries(document['x-reasons'])
      .filter(([, reason]) => reason.outcome === 'rejected')
      .map(([code, reason]) => [
        code,
        {
          // What is false may as well be absent: the table travels with every client.
          ...Object.fromEntries(
            Object.entries(reason).filter(([name, value]) => kept.includes(name) && value !== false),
          ),
          ...(aboutItems.has(code) ? { aboutItem: true } : {}),
        },
      ]),
  );
}

/**
 * The addresses that can be named by a region or site: network to region to URL. Of several in a region the first counts.
 * An address to be filled in is not among them.
 */
export function serverTable(document: OpenApiDocument): Record<string, Record<string, string>> {
  const table: Record<string, Record<string, string>> = {};
  for (const server of Array.isArray(document.servers) ? document.servers.filter(isObject) : []) {
    const { url, 'x-region': region, 'x-network': network = 'public', variables } = server;
    if (typeof region !== 'string' || variables) continue;
    const regions = table[String(network)] ?? {};
    table[String(network)] = regions;
    regions[region] ??= String(url);
  }
  return table;
}
