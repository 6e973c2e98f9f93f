/** Rule for the size of a packet of items, from which the items are accepted but dropped. */
import { type DroppedFrom, isObject, type Json, valueAt } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { type Contract, operationFacts } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, type Side } from '../coverage/rule.ts';
import { edited } from '../generate/edit.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { longStringPointer } from '../generate/open-locations.ts';
import { jsonOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { limitCase, STEPS, titleOf } from './limit-kind.ts';
import type { OperationRule } from './rule-kind.ts';

type PacketLimit = DroppedFrom & { readonly packet: NonNullable<DroppedFrom['packet']> };

/** Returns the limit if it is about packets. */
export function packetLimitOf(limit: DroppedFrom | undefined): PacketLimit | undefined {
  return limit?.packet ? (limit as PacketLimit) : undefined;
}

/** Characters that count as six bytes, because they are escaped. */
const ESCAPED = /[<>&\u2028\u2029]/g;

/** Returns the bytes of each packet of a body. */
function packetSizes(
  contract: Contract,
  items: Json | undefined,
  kind: string | undefined,
  rule: PacketLimit,
) {
  const { forwarded } = adapterOf(contract.api);
  const list = Array.isArray(items) && forwarded ? items.filter(isObject) : [];
  const { items: together, envelopeBytes } = rule.packet;
  const sizes: number[] = [];
  list.forEach((item, index) => {
    const json = JSON.stringify(forwarded?.(item, kind)).replace(ESCAPED, '\\u0000');
    const at = Math.floor(index / together);
    sizes[at] = (sizes[at] ?? envelopeBytes - 1) + Buffer.byteLength(json) + 1;
  });
  return sizes;
}

/** Returns cases with one long string, in plain and in escaped characters, and one padded with spaces, which do not count. */
export function packetCases(subject: Subject, limit: PacketLimit): GeneratedCase[] {
  const { contract, entry, full, validator } = subject;
  const location = longStringPointer(subject);
  const { items: at } = operationFacts(contract, entry).body;
  if (location === undefined || at === undefined) return [];
  const [base = 0] = packetSizes(contract, valueAt(edited(full, location, ''), at), validator.kind, limit);
  const kept = { verdict: { outcome: 'accepted' as const, reasons: [] } };
  const dropped = { verdict: { outcome: 'ignored' as const } };
  const common = (name: string, isDropped: boolean) => ({
    name,
    aim: limit.pointer,
    reason: isDropped ? String(limit.reason) : ACCEPTED,
    expect: isDropped ? dropped : kept,
  });
  const filled = (off: number) => ({
    repeat: { of: 'x', times: `{{limits.droppedFromBytes - ${base - off}}}` },
  });
  const json = (value: Json) => jsonOf(subject, edited(full, location, value));
  return [
    ...STEPS.map(({ off, suffix }) =>
      limitCase(subject, {
        ...common(`a packet has ${limit.value + off} bytes (${titleOf(limit)}${suffix})`, off >= 0),
        raw: { json: json(filled(off)) },
      }),
    ),
    limitCase(subject, {
      ...common(`a packet of escaped characters is too large (${titleOf(limit)})`, true),
      raw: { json: json({ repeat: { of: '<', times: Math.ceil((limit.value - base) / 6) } }) },
    }),
    limitCase(subject, {
      ...common(`spaces do not count (${titleOf(limit)})`, false),
      raw: { json: jsonOf(subject, full), size: '{{limits.droppedFromBytes}}' },
    }),
  ];
}

export function packetRule(contract: Contract, at: string | undefined, limit: PacketLimit): OperationRule {
  const { value, reason, pointer } = limit;
  const { kindOf } = adapterOf(contract.api);
  const shownBy = ({
    body,
    config,
    isAccepted,
    verdictCodes,
    verdictChecked,
  }: ReadExchange): readonly Side[] => {
    if (!isAccepted || !verdictChecked || body === undefined) return [];
    const isReported = verdictCodes.has(String(reason));
    const sizes = packetSizes(contract, valueAt(body, at ?? ''), kindOf?.(body, config), limit);
    if (sizes.includes(value - 1) && !isReported) return ['valid'];
    return sizes.includes(value) && isReported ? ['invalid'] : [];
  };
  return { pointer, sides: BOTH, shownBy };
}
