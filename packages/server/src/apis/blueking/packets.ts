/** Finds the packets of a request that are accepted and then dropped, because they are too large to forward. */
import type { DroppedFrom, JsonObject } from '@pushspec/contract';

/** Items that are forwarded together. */
export interface Packet {
  /** Index of the first item. */
  first: number;
  /** Index of the last item. */
  last: number;
  bytes: number;
}

export interface PacketOptions {
  items: readonly unknown[];
  /** Bytes of the request's body. */
  size: number;
  rule: DroppedFrom;
  /** Returns the form in which an item is forwarded. */
  forwarded: (item: unknown) => JsonObject;
}

/** A forwarded item is at most this many times as large as what was sent: `1e308` as a dimension gets 309 digits. */
const MOST_GROWTH = 64;

/** Returns the packets that are dropped. Most requests are too small to contain one, so their items are not converted. */
export function droppedPackets({ items, size, rule, forwarded }: PacketOptions): Packet[] {
  const { packet, value: limit } = rule;
  if (!packet) return size >= limit ? [{ first: 0, last: items.length - 1, bytes: size }] : [];
  if (size * MOST_GROWTH + packet.envelopeBytes < limit) return [];
  const dropped: Packet[] = [];
  for (let first = 0; first < items.length; first += packet.items) {
    const together = items.slice(first, first + packet.items);
    const commas = together.length - 1;
    const bytes = together.reduce<number>(
      (sum, item) => sum + writtenBytes(forwarded(item)),
      packet.envelopeBytes + commas,
    );
    if (bytes >= limit) dropped.push({ first, last: first + commas, bytes });
  }
  return dropped;
}

/** Characters that Go escapes in JSON although JSON does not require it: `<` becomes the six bytes `\u003c`. */
const ESCAPED_BY_GO = /[<>&\u2028\u2029]/g;
const ESCAPE_BYTES = 6;

/** Returns the size of a value in the JSON that Go writes. */
function writtenBytes(value: JsonObject): number {
  const json = JSON.stringify(value);
  let bytes = Buffer.byteLength(json);
  for (const [character] of json.matchAll(ESCAPED_BY_GO))
    bytes += ESCAPE_BYTES - Buffer.byteLength(character);
  return bytes;
}
