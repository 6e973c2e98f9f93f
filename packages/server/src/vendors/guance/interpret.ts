/** Interpret: whether a monitor takes the event, and what becomes of its fields. */
import {
  type Config,
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type Monitor,
  sameText,
} from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { ReasonCode as GuanceCode } from '@pushspec/contract/guance';
import type { Contract } from '../../contract/contract.ts';
import { finding, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Item, type ItemResult, judgeAccepted, transformations } from '../../pipeline/interpretation.ts';
import { keptProperties } from '../../pipeline/kept-properties.ts';
import type { Finding, Judgement } from '../../pipeline/verdict.ts';
import { mistakeFinding } from '../mistake.ts';
import type { ReadContext } from '../vendor.ts';
import type { GuanceCaller } from './authenticate.ts';
import { addressMistake } from './doctor.ts';
import { eventReference, monitorId, tagsOf, tagText } from './event-reference.ts';
import { dateOf, generatedEvent } from './generated-event.ts';
import type { Address, Addressing } from './locate.ts';
import { type EventFacts, eventFacts, type OpenFaults } from './open-faults.ts';

/** The members of `event` that the contract names; the others are the user's own. */
function membersOfEvent({ nodes }: SchemaExplainer): ReadonlySet<string | undefined> {
  return new Set(nodes.flatMap(({ path }) => (path.length === 2 && path[0] === 'event' ? [path[1]] : [])));
}

/** What a schema cannot say: a field of the user's own must not be named like a tag of the same event. */
export function collisionStep(contract: Contract, explainer: SchemaExplainer) {
  const known = membersOfEvent(explainer);
  return ({ body }: Exchange<GuanceCaller>): Judgement | undefined => {
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

export function interpreter(options: InterpreterOptions) {
  const { contract, config, explainer, addressing } = options;
  const ids = monitorIds(config);
  return (exchange: Exchange<GuanceCaller>): Judgement => {
    const { body } = exchange;
    const address = addressing.addressOf(exchange);
    const addressed = monitorAt(config.monitors, address);
    const advice = explainer.advise(body);
    if ('code' in addressed) {
      const { code, parameters } = addressed;
      const mistake = addressMistake({ ...address, ...config });
      const why = mistake
        ? [mistakeFinding(contract, 'address-diagnosis' satisfies GuanceCode, mistake)]
        : [];
      const warnings = [finding(contract, code, { parameters }), ...why];
      return judgeAccepted({ contract, body, advice, warnings });
    }
    const { facts, undo } = noted(options, exchange, ids.get(addressed) ?? '');
    return { ...judgeAccepted({ contract, body, advice, facts: facts as unknown as Json }), undo };
  };
}

/** Ids of the monitors, which the configuration may leave out. */
function monitorIds({ monitors }: Config['guance']): ReadonlyMap<Monitor, string> {
  return new Map(monitors.map((monitor, index) => [monitor, monitor.id ?? monitorId(index)]));
}

interface Mismatch {
  code: GuanceCode;
  parameters: Record<string, string>;
}

/** The monitor that takes an event sent to this address, or why none does. */
function monitorAt(monitors: readonly Monitor[], address: Address): Monitor | Mismatch {
  const monitor = monitors.find(({ secret }) => sameText(secret, address.secret));
  if (!monitor) return { code: 'unknown-secret', parameters: {} };
  const { subUri = '', enabled = true } = monitor;
  if (subUri !== address.subUri) {
    return { code: 'sub-uri-mismatch', parameters: { subUri: address.subUri, expected: subUri } };
  }
  return enabled ? monitor : { code: 'monitor-disabled', parameters: {} };
}

/** What has to be settled while the event comes in: its id, and which fault it opens or closes. */
function noted(
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

/** Eight hexadecimal digits. */
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

/** The event that comes of a push, and what was changed to get there. */
export function resultOf({ contract, config, explainer }: ResultOptions) {
  const kept = keptProperties(explainer, []);
  const monitors = new Map([...monitorIds(config)].map(([monitor, id]) => [id, monitor]));
  return ({ value }: Item, { receivedAt, facts: remembered }: ReadContext): ItemResult => {
    const body = isObject(value as Json) ? (value as JsonObject) : {};
    const facts = eventFacts(remembered);
    const transformed = changesOf(contract, body, { facts, receivedAt });
    if (!facts) return { transformed, result: undefined };
    const monitor = monitors.get(facts.monitor);
    return { transformed, result: generatedEvent({ body: kept(body), facts, monitor, receivedAt }) };
  };
}

interface Made {
  facts: EventFacts | undefined;
  receivedAt: number;
}

function changesOf(contract: Contract, body: JsonObject, { facts, receivedAt }: Made): Finding[] {
  const event = isObject(body.event) ? body.event : {};
  const { found, add: report } = transformations();
  const add = (code: GuanceCode, member: string, parameters: Record<string, string | number> = {}) =>
    report(() => finding(contract, code, { pointer: `/event${member}`, parameters }));
  if (event.date === undefined) add('date-defaulted', '/date', { value: dateOf(event, receivedAt) });
  if (event.title === undefined) add('title-defaulted', '/title');
  if (event.message === undefined) add('message-defaulted', '/message');
  const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value === 'string') continue;
    const parameters = { field: name, name, value: tagText(value) };
    add('tag-stringified', `/dimension_tags/${escapePointer(name)}`, parameters);
  }
  if (facts) {
    add('event-generated', '', { id: facts.eventId, ref: facts.ref });
    if (event.status === 'info') add('info-leaves-fault', '/status');
    if (event.status === 'ok' && !facts.fault) add('nothing-to-close', '/status');
  }
  return found;
}
