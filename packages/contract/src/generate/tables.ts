/** The tables that code reads: limits per operation, and reasons. */
import type { JsonObject, OpenApiDocument } from '../document.ts';
import type { Acceptance } from '../model/acceptance.ts';
import { readOperations, serversOf } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import type { SigningRules } from '../model/signing-rules.ts';
import { reasonsAboutItems } from './reasons-about-items.ts';

/** Limits and addresses of every operation, by operationId. */
export function limitTable(document: OpenApiDocument): JsonObject {
  return Object.fromEntries(
    readOperations(document).map(({ id, method, path, mediaType, body, limits }) => {
      const { bodyBytes, depth, minItems, maxItems, clockSkew, rates } = limits;
      const bytes = typeof bodyBytes === 'object' ? bodyBytes : undefined;
      const table = {
        method,
        path,
        mediaType,
        maxBodyBytes: bytes?.value ?? null,
        bodyTooLarge: bytes?.reason ?? null,
        maxDepth: depth.value,
        itemPointer: body.items ?? null,
        minItems: minItems?.value ?? null,
        tooFewItems: minItems?.reason ?? null,
        maxItems: maxItems?.value ?? null,
        tooManyItems: maxItems?.reason ?? null,
        clockSkewSeconds: clockSkew?.value ?? null,
        rateLimits: rates.map(({ pointer: _, known: __, ...rate }) => rate as unknown as JsonObject),
      };
      return [id, table];
    }),
  );
}

/** What a response has to be to be a success, by operationId. */
export function acceptanceTable(document: OpenApiDocument): Record<string, Acceptance> {
  return Object.fromEntries(readOperations(document).map(({ id, accepted }) => [id, accepted]));
}

/** How requests are signed, by operationId, without the operations whose requests are not signed. */
export function signingTable(document: OpenApiDocument): Record<string, SigningRules> {
  return Object.fromEntries(
    readOperations(document).flatMap(({ id, signing }) => (signing ? [[id, signing]] : [])),
  );
}

/** The reasons of refusals, without what only people read about: small enough to travel with a client. */
export function wireReasonTable(document: OpenApiDocument): Record<string, JsonObject> {
  const kept = ['status', 'general', 'errorCode', 'contains', 'message', 'retryable', 'fix'];
  const aboutItems = reasonsAboutItems(document);
  return Object.fromEntries(
    Object.entries(writtenReasons(document))
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
  for (const { url, region, network, hasVariables } of serversOf(document)) {
    if (region === undefined || hasVariables) continue;
    const regions = table[network] ?? {};
    table[network] = regions;
    regions[region] ??= url;
  }
  return table;
}
