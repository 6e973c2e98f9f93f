/** Interpret: what becomes of the events. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import type { ReasonCode as CloudMonitorCode } from '@pushspec/contract/cloudmonitor';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { type Item, type ItemResult, judgeAccepted } from '../../pipeline/interpretation.ts';
import { headerAdvice } from '../../pipeline/steps/validate.ts';
import type { Finding, Judgement } from '../../pipeline/verdict.ts';
import type { ReadContext } from '../vendor.ts';
import type { CloudMonitorCaller } from './authenticate.ts';
import { eventTime } from './event-time.ts';

export interface InterpreterOptions {
  contract: Contract;
  explainer: SchemaExplainer;
}

export function interpreter({ contract, explainer }: InterpreterOptions) {
  const aboutHeaders = headerAdvice(contract);
  return (exchange: Exchange<CloudMonitorCaller>): Judgement => {
    const { body, headers } = exchange;
    const untyped =
      headers['x-cms-security-token'] !== undefined && headers['x-cms-caller-type'] === undefined;
    return judgeAccepted({
      contract,
      body,
      advice: [...aboutHeaders(exchange), ...explainer.advise(body)],
      warnings: untyped ? [finding(contract, 'caller-type-missing' satisfies CloudMonitorCode)] : [],
    });
  };
}

/**
 * The event with the defaults that it gets: its group as a number, its time as one instant in two writings.
 * All its other properties are kept, also those that the contract does not name: they are let through.
 */
export function resultOf({ contract }: Pick<InterpreterOptions, 'contract'>) {
  return ({ pointer, value }: Item, { receivedAt }: ReadContext): ItemResult => {
    const event = isObject(value as Json) ? (value as JsonObject) : {};
    const transformed: Finding[] = [];
    const add = (code: CloudMonitorCode, member: string, parameters: Record<string, string | number>) =>
      transformed.push(finding(contract, code, { pointer: `${pointer}/${member}`, parameters }));
    if (event.groupId === undefined) add('group-id-defaulted', 'groupId', {});
    if (event.time === undefined) add('time-defaulted', 'time', { value: receivedAt });
    const timestamp = eventTime(event.time) ?? receivedAt;
    const defaults = { groupId: groupNumber(event.groupId ?? 0), time: new Date(timestamp).toISOString() };
    return { transformed, result: { ...event, ...defaults, timestamp } };
  };
}

/** The group as a number; digits that no double holds exactly stay text. */
function groupNumber(groupId: Json): Json {
  const number = Number(groupId);
  return Number.isSafeInteger(number) ? number : groupId;
}
