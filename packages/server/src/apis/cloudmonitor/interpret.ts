/** Determines how the backend transforms accepted events. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import type { ReasonCode as CloudMonitorCode } from '@pushspec/contract/cloudmonitor';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { evaluateAccepted, type Item, type ItemResult } from '../../pipeline/interpretation.ts';
import { headerAdvice } from '../../pipeline/steps/validate.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import type { ReadContext } from '../api.ts';
import type { CloudMonitorCaller } from './authenticate.ts';

export interface InterpreterOptions {
  contract: Contract;
  explainer: SchemaExplainer;
}

/** Returns the function that evaluates accepted requests. */
export function interpreter({ contract, explainer }: InterpreterOptions) {
  const aboutHeaders = headerAdvice(contract);
  // Headers that must accompany another one.
  const companions = contract.operation.parameters.flatMap(({ name, sentWith }) =>
    sentWith ? [{ name: name.toLowerCase(), other: String(sentWith.header).toLowerCase() }] : [],
  );
  return (exchange: Exchange<CloudMonitorCaller>): Evaluation => {
    const { body, headers } = exchange;
    const isMissing = companions.some(
      ({ name, other }) => headers[other] !== undefined && headers[name] === undefined,
    );
    return evaluateAccepted({
      contract,
      body,
      advice: [...aboutHeaders(exchange), ...explainer.advise(body)],
      warnings: isMissing ? [finding(contract, 'caller-type-missing' satisfies CloudMonitorCode)] : [],
    });
  };
}

/**
 * Returns the function that adds defaults to an event, converts its group to a number, and writes its time in two formats.
 * All other properties are kept, including those that the contract does not declare.
 */
export function resultOf({ contract }: Pick<InterpreterOptions, 'contract'>) {
  return ({ pointer, value }: Item, { receivedAt }: ReadContext): ItemResult => {
    const event = isObject(value as Json) ? (value as JsonObject) : {};
    const transformed: Finding[] = [];
    const add = (code: CloudMonitorCode, property: string, parameters: Record<string, string | number>) =>
      transformed.push(finding(contract, code, { pointer: `${pointer}/${property}`, parameters }));
    if (event.groupId === undefined) add('group-id-defaulted', 'groupId', {});
    if (event.time === undefined) add('time-defaulted', 'time', { value: receivedAt });
    const timestamp = eventTime(event.time) ?? receivedAt;
    const defaults = { groupId: groupNumber(event.groupId ?? 0), time: new Date(timestamp).toISOString() };
    return { transformed, result: { ...event, ...defaults, timestamp } };
  };
}

/** Returns the group as a number, or as a string if a double cannot represent it exactly. */
function groupNumber(groupId: Json): Json {
  const number = Number(groupId);
  return Number.isSafeInteger(number) ? number : groupId;
}

/** The layout of an event's time, such as `20171023T144439.948+0800`. */
const LAYOUT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3})([+-]\d\d)(\d\d)$/;

/**
 * Parses the time of an event, a string in the layout above or 13 digits. Returns milliseconds since 1970, or `undefined`
 * for a value that the contract does not accept.
 */
export function eventTime(time: unknown): number | undefined {
  if (typeof time === 'number') return time;
  if (typeof time !== 'string') return undefined;
  if (/^\d{13}$/.test(time)) return Number(time);
  const timeMs = Date.parse(time.replace(LAYOUT, '$1-$2-$3T$4:$5:$6$7:$8'));
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
