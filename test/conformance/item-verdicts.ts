/** What the reference server and local validation each say of the single items of a request, in a form that can be compared. */
import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { validate as validateCloudMonitor } from '@pushspec/client/cloudmonitor/validate';
import { type GuanceFinding, validate as validateGuance } from '@pushspec/client/guance/validate';
import { type Config, isObject, type Json, type JsonObject, type Vendor } from '@pushspec/contract';
import { itemReasons as blueking } from '@pushspec/contract/blueking/item-reasons';
import { itemReasons as cloudmonitor } from '@pushspec/contract/cloudmonitor/item-reasons';
import { itemReasons as guance } from '@pushspec/contract/guance/item-reasons';
import type { Verdict } from '@pushspec/server';

/** Findings as lines: code, place in the item, sentence. */
export interface ItemVerdict {
  reasons: string[];
  warnings: string[];
}

export interface Item {
  /** JSON pointer into the body of the request. */
  place: string;
  value: Json;
}

/** The reasons that a single item can have. */
export const itemReasonCodes: Readonly<Record<Vendor, ReadonlySet<string>>> = {
  blueking: new Set(Object.keys(blueking)),
  cloudmonitor: new Set(Object.keys(cloudmonitor)),
  guance: new Set(Object.keys(guance)),
};

/** The items of a body; empty where it is none of the vendor's. */
export function itemsIn(vendor: Vendor, body: Json | undefined): Item[] {
  if (vendor === 'guance') return isObject(body) && hasNoOthers(body) ? [{ place: '', value: body }] : [];
  const list = vendor === 'blueking' && isObject(body) ? body.data : body;
  const parent = vendor === 'blueking' ? '/data' : '';
  return Array.isArray(list) ? list.map((value, index) => ({ place: `${parent}/${index}`, value })) : [];
}

/** Members beside these cannot be handed to the client of Guance. */
function hasNoOthers(body: JsonObject): boolean {
  return Object.keys(body).every((name) => name === 'event' || name === 'extraData');
}

interface Sent {
  vendor: Vendor;
  body: Json;
  config: Config;
  now: () => number;
}

/** What the client says without sending. */
export function localVerdict({ vendor, body, config, now }: Sent, { value }: Item): ItemVerdict {
  switch (vendor) {
    case 'blueking': {
      const id = isObject(body) ? body.data_id : undefined;
      const kind = config.blueking.dataIds.find(({ dataId }) => dataId === id)?.kind;
      if (!kind) throw new Error(`the configuration has no data id ${id}`);
      return lines(validateBlueking(value, { kind, now }));
    }
    case 'cloudmonitor':
      return lines(validateCloudMonitor(value));
    case 'guance': {
      const { event, extraData } = value as JsonObject;
      const { reasons, warnings } = validateGuance(event, { extraData });
      const inBody = ({ part, pointer, ...finding }: GuanceFinding) => ({
        ...finding,
        pointer: `/${part}${pointer}`,
      });
      return lines({ reasons: reasons.map(inBody), warnings: warnings.map(inBody) });
    }
  }
}

interface Shown {
  code: string;
  pointer?: string;
  message: string;
}

function lines({
  reasons,
  warnings,
}: {
  reasons: readonly Shown[];
  warnings: readonly Shown[];
}): ItemVerdict {
  return { reasons: reasons.map(line), warnings: warnings.map(line) };
}

function line({ code, pointer = '', message }: Shown): string {
  return `${code} at ${pointer}: ${asSent(message)}`;
}

/** Local validation says what became null in JSON; the server has seen the null only. */
function asSent(message: string): string {
  // BlueKing words it as Go does.
  const name = message.includes(' expected ') ? '<nil>' : 'null';
  return message.replace(/got [^,]*, which JSON writes as null/, `got ${name}`);
}

/** What the server says of one of the items: the findings that lie in it, and those of the whole list that fit it. */
export function serverVerdict(vendor: Vendor, { reasons, warnings }: Verdict, { place }: Item): ItemVerdict {
  const about = (list: Verdict['reasons']) =>
    list
      .filter(({ code }) => itemReasonCodes[vendor].has(code))
      .flatMap(({ pointer = '', ...finding }) => {
        const isInside = pointer === place || pointer.startsWith(`${place}/`);
        const isAbove = place.startsWith(`${pointer}/`);
        const inItem = pointer.slice(place.length);
        // Limits of the request are about the event of Guance that it carries.
        const shown = vendor === 'guance' && inItem === '' ? '/event' : inItem;
        return isInside || isAbove ? [{ ...finding, pointer: shown }] : [];
      });
  const own = (shown: Shown) => ({ ...shown, message: withoutIndex(shown.message, place) });
  return lines({ reasons: about(reasons).map(own), warnings: about(warnings).map(own) });
}

/** CloudMonitor's sentences name the place in the batch, BlueKing's the data id; local validation knows neither. */
function withoutIndex(message: string, place: string): string {
  const path = place.slice(1);
  return message
    .replace(`(at ${path})`, '(at the event)')
    .replace(`(at ${path}.`, '(at ')
    .replace(/but data id \d+/, 'but data id …');
}
