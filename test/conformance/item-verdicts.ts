/** Converts the results of the reference server and of local validation for single items to a comparable form. */

import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { validate as validateCloudMonitor } from '@pushspec/client/cloudmonitor/validate';
import { validatePutEvent, validate as validateRpc } from '@pushspec/client/cloudmonitor-rpc/validate';
import { type GuanceFinding, validate as validateGuance } from '@pushspec/client/guance/validate';
import { type ApiName, type Config, isObject, type Json, type JsonObject } from '@pushspec/contract';
import { itemReasons as blueking } from '@pushspec/contract/blueking/item-reasons';
import { itemReasons as cloudmonitor } from '@pushspec/contract/cloudmonitor/item-reasons';
import { itemReasons as rpc } from '@pushspec/contract/cloudmonitor-rpc/item-reasons';
import { itemReasons as guance } from '@pushspec/contract/guance/item-reasons';
import type { Verdict } from '@pushspec/server';

/** Findings as lines: code, location in the item, message. */
export interface ItemVerdict {
  reasons: string[];
  warnings: string[];
}

export interface Item {
  /** JSON pointer into the request body. */
  location: string;
  value: Json;
}

/** Reasons that can apply to a single item. */
export const itemReasonCodes: Readonly<Record<ApiName, ReadonlySet<string>>> = {
  blueking: new Set(Object.keys(blueking)),
  cloudmonitor: new Set(Object.keys(cloudmonitor)),
  'cloudmonitor-rpc': new Set(Object.keys(rpc)),
  guance: new Set(Object.keys(guance)),
};

/** The property with the items, if the body is an object. */
const LISTS: Readonly<Partial<Record<ApiName, string>>> = {
  blueking: 'data',
  'cloudmonitor-rpc': 'EventInfo',
};

/** Returns the items of a body, or none if it is not a body of the vendor. */
export function itemsIn(api: ApiName, body: Json | undefined): Item[] {
  if (api === 'guance') return isObject(body) && hasNoOthers(body) ? [{ location: '', value: body }] : [];
  const name = LISTS[api];
  const list = name !== undefined && isObject(body) ? body[name] : body;
  const parent = name === undefined ? '' : `/${name}`;
  return Array.isArray(list) ? list.map((value, index) => ({ location: `${parent}/${index}`, value })) : [];
}

/** Returns whether the body has only properties that the Guance client accepts. */
function hasNoOthers(body: JsonObject): boolean {
  return Object.keys(body).every((name) => name === 'event' || name === 'extraData');
}

interface Sent {
  api: ApiName;
  /** operationId. @default the first operation of the API */
  operation?: string | undefined;
  body: Json;
  config: Config;
  now: () => number;
}

/** Returns the client's verdict without sending. */
export function localVerdict({ api, operation, body, config, now }: Sent, { value }: Item): ItemVerdict {
  switch (api) {
    case 'blueking': {
      const id = isObject(body) ? body.data_id : undefined;
      const kind = config.blueking.dataIds.find(({ dataId }) => dataId === id)?.kind;
      if (!kind) throw new Error(`the configuration has no data id ${id}`);
      return lines(validateBlueking(value, { kind, now }));
    }
    case 'cloudmonitor':
      return lines(validateCloudMonitor(value));
    case 'cloudmonitor-rpc':
      return lines(operation === 'putEvent' ? validatePutEvent(value) : validateRpc(value));
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

/**
 * Normalizes a message: local validation names the value that became null in JSON, but the server only saw null. It also counts
 * bytes without the credentials and the other items of the request.
 */
function asSent(message: string): string {
  // BlueKing uses Go's wording.
  const name = message.includes(' expected ') ? '<nil>' : 'null';
  return message
    .replace(/got [^,]*, which JSON writes as null/, `got ${name}`)
    .replace(/at index \d+: recursion/, 'at index …: recursion');
}

/** Returns the server's verdict on one item: findings inside it, and findings on the whole list that apply to it. */
export function serverVerdict(
  api: ApiName,
  { operation, reasons, warnings }: Verdict,
  { location }: Item,
): ItemVerdict {
  const about = (list: Verdict['reasons']) =>
    list
      .filter(({ code }) => itemReasonCodes[api].has(code))
      .flatMap(({ pointer = '', ...finding }) => {
        const isInside = pointer === location || pointer.startsWith(`${location}/`);
        const isAbove = location.startsWith(`${pointer}/`);
        const inItem = pointer.slice(location.length);
        // Request limits apply to the single Guance event in it.
        const shown = api === 'guance' && inItem === '' ? '/event' : inItem;
        return isInside || isAbove ? [{ ...finding, pointer: shown }] : [];
      });
  const own = (shown: Shown) => ({
    ...shown,
    message: withoutIndex(shown.message, sentLocation(operation, location)),
  });
  // Only the server knows the names of the vendor's other calls.
  const known = warnings.filter(({ message }) => !message.includes('` is its name in '));
  return lines({ reasons: about(reasons).map(own), warnings: about(known).map(own) });
}

/** Returns the location as messages show it: the events of PutCustomEvent are parameters that count from 1. */
function sentLocation(operation: Verdict['operation'], location: string): string {
  if (operation !== 'putCustomEvent') return location;
  return location.replace(/\d+$/, (index) => String(Number(index) + 1));
}

/** Removes the batch location (CloudMonitor) and the data id (BlueKing) from a message, which local validation does not know. */
function withoutIndex(message: string, location: string): string {
  const path = location.slice(1).replaceAll('/', '.');
  return message
    .replace(`(at ${path})`, '(at the event)')
    .replace(`(at ${path}.`, '(at ')
    .replace(/but data id \d+/, 'but data id …');
}
