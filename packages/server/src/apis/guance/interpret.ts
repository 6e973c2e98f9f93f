/** Determines whether a monitor accepts the event, and how its fields are transformed. */
import {
  type Config,
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type Monitor,
  safeEqual,
} from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { ReasonCode as GuanceCode } from '@pushspec/contract/guance';
import type { Contract } from '../../contract/contract.ts';
import { finding, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import {
  evaluateAccepted,
  type Item,
  type ItemResult,
  transformations,
} from '../../pipeline/interpretation.ts';
import { keptProperties } from '../../pipeline/kept-properties.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import type { ReadContext } from '../api.ts';
import { mistakeFinding } from '../mistake.ts';
import type { GuanceCaller } from './authenticate.ts';
import { addressMistake } from './doctor.ts';
import { eventReference, monitorId, tagString, tagsOf } from './event-reference.ts';
import { dateOf, generatedEvent } from './generated-event.ts';
import type { Address, Addressing } from './locate.ts';
import { type EventFacts, eventFacts, type OpenFaults } from './open-faults.ts';

/** Returns the properties of `event` that the contract declares. The others are custom fields. */
function eventProperties({ nodes }: SchemaExplainer): ReadonlySet<string | undefined> {
  return new Set(nodes.flatMap(({ path }) => (path.length === 2 && path[0] === 'event' ? [path[1]] : [])));
}

/** Rejects a custom field with the name of a tag of the same event, which a schema cannot express. */
export function collisionStep(contract: Contract, explainer: SchemaExplainer) {
  const known = eventProperties(explainer);
  return ({ body }: Exchange<GuanceCaller>): Evaluation | undefined => {
    const event = (body as JsonObject).event as JsonObject;
    const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
    const name = Object.keys(event).find((field) => !known.has(field) && Object.hasOwn(tags, field));
    if (name === undefined) return undefined;
    return refuse(contract, 'custom-field-collides' satisfies GuanceCode, {
      pointer: `/event/${escapePointer(name)}`,
      parameters: { path: `event.${name}`, name },
    });
  };
}

export interface InterpreterOptions {
  contract: Contract;
  config: Config['guance'];
  explainer: SchemaExplainer;
  addressing: Addressing;
  faults: OpenFaults;
  random: () => number;
}

/** Returns the function that evaluates accepted requests. */
export function interpreter(options: InterpreterOptions) {
  const { contract, config, explainer, addressing } = options;
  const ids = monitorIds(config);
  return (exchange: Exchange<GuanceCaller>): Evaluation => {
    const { body } = exchange;
    const address = addressing.addressOf(exchange);
    const monitor = monitorAt(config.monitors, address);
    const advice = explainer.advise(body);
    if ('code' in monitor) {
      const { code, parameters } = monitor;
      const mistake = addressMistake({ ...address, ...config });
      const diagnosis = mistake
        ? [mistakeFinding(contract, 'address-diagnosis' satisfies GuanceCode, mistake)]
        : [];
      const warnings = [finding(contract, code, { parameters }), ...diagnosis];
      return evaluateAccepted({ contract, body, advice, warnings });
    }
    const { facts, undo } = recordEvent(options, exchange, ids.get(monitor) ?? '');
    return { ...evaluateAccepted({ contract, body, advice, facts: facts as unknown as Json }), undo };
  };
}

/** Returns the ids of the monitors. A monitor without an id in the configuration gets a generated one. */
function monitorIds({ monitors }: Config['guance']): ReadonlyMap<Monitor, string> {
  return new Map(monitors.map((monitor, index) => [monitor, monitor.id ?? monitorId(index)]));
}

interface Mismatch {
  code: GuanceCode;
  parameters: Record<string, string>;
}

/** Returns the monitor that accepts events at this address, or the reason why none does. */
function monitorAt(monitors: readonly Monitor[], address: Address): Monitor | Mismatch {
  const monitor = monitors.find(({ secret }) => safeEqual(secret, address.secret));
  if (!monitor) return { code: 'unknown-secret', parameters: {} };
  const { subUri = '', enabled = true } = monitor;
  if (subUri !== address.subUri) {
    return { code: 'sub-uri-mismatch', parameters: { subUri: address.subUri, expected: subUri } };
  }
  return enabled ? monitor : { code: 'monitor-disabled', parameters: {} };
}

/** Records an event and the fault that it opens or closes. Returns the facts, and a function that undoes the recording. */
function recordEvent(
  { faults, random }: InterpreterOptions,
  { id: requestId, body, receivedAt }: Exchange,
  monitor: string,
): { facts: EventFacts; undo: () => void } {
  const event = (body as JsonObject).event as JsonObject;
  const eventId = `event-${hex(random)}${hex(random)}${hex(random)}${hex(random)}`;
  const ref = eventReference(monitor, tagsOf(event.dimension_tags));
  const date = dateOf(event, receivedAt);
  const undo = faults.undoOf(ref);
  const fault = faults.note({ requestId, eventId, ref, status: String(event.status), date });
  return { facts: { eventId, monitor, ref, ...fault }, undo };
}

/** Returns eight random hexadecimal digits. */
function hex(random: () => number): string {
  return Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}

export interface ResultOptions {
  contract: Contract;
  config: Config['guance'];
  explainer: SchemaExplainer;
}

/** Returns the function that generates the event of a push, and lists its changes. */
export function resultOf({ contract, config, explainer }: ResultOptions) {
  const kept = keptProperties(explainer, []);
  const monitors = new Map([...monitorIds(config)].map(([monitor, id]) => [id, monitor]));
  return ({ value }: Item, { receivedAt, facts: recorded }: ReadContext): ItemResult => {
    const body = isObject(value as Json) ? (value as JsonObject) : {};
    const facts = eventFacts(recorded);
    const transformed = changesOf(contract, body, { facts, receivedAt });
    if (!facts) return { transformed, result: undefined };
    const monitor = monitors.get(facts.monitor);
    return { transformed, result: generatedEvent({ body: kept(body), facts, monitor, receivedAt }) };
  };
}

interface RecordedEvent {
  facts: EventFacts | undefined;
  receivedAt: number;
}

function changesOf(contract: Contract, body: JsonObject, { facts, receivedAt }: RecordedEvent): Finding[] {
  const event = isObject(body.event) ? body.event : {};
  const { found, add: report } = transformations();
  const add = (code: GuanceCode, property: string, parameters: Record<string, string | number> = {}) =>
    report(() => finding(contract, code, { pointer: `/event${property}`, parameters }));
  if (event.date === undefined) add('date-defaulted', '/date', { value: dateOf(event, receivedAt) });
  if (event.title === undefined) add('title-defaulted', '/title');
  if (event.message === undefined) add('message-defaulted', '/message');
  const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value === 'string') continue;
    const parameters = { field: name, name, value: tagString(value) };
    add('tag-stringified', `/dimension_tags/${escapePointer(name)}`, parameters);
  }
  if (facts) {
    add('event-generated', '', { id: facts.eventId, ref: facts.ref });
    if (event.status === 'info') add('info-leaves-fault', '/status');
    if (event.status === 'ok' && !facts.fault) add('nothing-to-close', '/status');
  }
  return found;
}
