/** Interpret: the defaults that an event gets. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../exchange.ts';
import { type Item, judgeAccepted } from '../../interpretation.ts';
import type { ReadContext } from '../../steps/step.ts';
import { headerAdvice } from '../../steps/validate.ts';
import type { Finding, Judgement } from '../../verdict.ts';
import type { CloudMonitorCaller } from './authenticate.ts';
import type { CloudMonitorCode } from './codes.ts';

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

/** The defaults that an event gets. */
export function transformer(contract: Contract) {
  return ({ pointer, value }: Item, { receivedAt }: ReadContext): Finding[] => {
    const event = isObject(value as Json) ? (value as JsonObject) : {};
    const found: Finding[] = [];
    const add = (code: CloudMonitorCode, member: string, parameters: Record<string, string | number>) =>
      found.push(finding(contract, code, { pointer: `${pointer}/${member}`, parameters }));
    if (event.groupId === undefined) add('group-id-defaulted', 'groupId', {});
    if (event.time === undefined) add('time-defaulted', 'time', { value: receivedAt });
    return found;
  };
}
