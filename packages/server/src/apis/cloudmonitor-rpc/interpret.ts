/** Determines what the backend makes of accepted events. */
import { isObject, type Json, type JsonObject, parameterOf, sentParameters } from '@pushspec/contract';
import type { ReasonCode } from '@pushspec/contract/cloudmonitor-rpc';
import { type SchemaExplainer, withSentNames } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { evaluateAccepted, type Item, type ItemResult } from '../../pipeline/interpretation.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import type { EventForm, ReadContext } from '../api.ts';
import { eventTime } from '../cloudmonitor/interpret.ts';
import { type EventFields, PUT_CUSTOM_EVENT, PUT_EVENT } from '../cloudmonitor/other-names.ts';
import { gatewayOf } from './authenticate.ts';

/** Returns the names of the properties of an operation's events. */
export function fieldsOf({ operation }: Contract): EventFields {
  return operation.rpc?.style?.[LIST] === 'json' ? PUT_EVENT : PUT_CUSTOM_EVENT;
}

/** The parameter with the events. */
const LIST = 'EventInfo';

/** Returns the conversion to the events of PutCustomEvent, which the client sends whatever operation a request addresses. */
export function eventForm(fields: EventFields): EventForm {
  const roles = Object.keys(fields) as (keyof EventFields)[];
  const names = new Map(roles.map((role) => [fields[role], PUT_CUSTOM_EVENT[role]]));
  return {
    read: (body) =>
      ((body as JsonObject)[LIST] as JsonObject[]).map((event) =>
        Object.fromEntries(Object.entries(event).map(([name, value]) => [names.get(name) ?? name, value])),
      ),
    write: (events) => ({ [LIST]: [...events] }),
  };
}

/** The parameter that names the format of the response. */
const FORMAT = 'Format';
const JSON_FORMAT = /^json$/i;

/** Returns the function that evaluates accepted requests. */
export function interpreter({ contract, explainer }: { contract: Contract; explainer: SchemaExplainer }) {
  const { rpc } = gatewayOf(contract);
  return (exchange: Exchange): Evaluation => {
    const { body } = exchange;
    const value = parameterOf(rpc, FORMAT, sentParameters(exchange)) ?? '';
    const isOther = value !== '' && !JSON_FORMAT.test(value);
    const parameters = { value: value.slice(0, 20) };
    const warnings = isOther
      ? [finding(contract, 'format-not-json' satisfies ReasonCode, { parameters })]
      : [];
    return evaluateAccepted({ contract, body, advice: withSentNames(explainer.advise(body), rpc), warnings });
  };
}

/** Returns the function that adds defaults to an event and writes its time in two formats. */
export function resultOf({ contract, fields }: { contract: Contract; fields: EventFields }) {
  return ({ pointer, value }: Item, { receivedAt }: ReadContext): ItemResult => {
    const event = isObject(value as Json) ? (value as JsonObject) : {};
    const { group, time } = fields;
    const transformed: Finding[] = [];
    const add = (code: ReasonCode, name: string, parameters: Record<string, string | number>) =>
      transformed.push(finding(contract, code, { pointer: `${pointer}/${name}`, parameters }));
    if (event[group] === undefined) add('group-id-defaulted', group, {});
    if (event[time] === undefined) add('time-defaulted', time, { value: receivedAt });
    const timestamp = eventTime(event[time]) ?? receivedAt;
    const defaults = { [group]: event[group] ?? '0', [time]: new Date(timestamp).toISOString() };
    return { transformed, result: { ...event, ...defaults, timestamp } };
  };
}
