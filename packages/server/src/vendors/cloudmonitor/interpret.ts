/** Interpret: the defaults that an event gets. */
import { isObject, type JsonObject } from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../exchange.ts';
import { interpretItems } from '../../interpretation.ts';
import { headerAdvice } from '../../steps/validate.ts';
import type { Finding, Judgement } from '../../verdict.ts';
import type { CloudMonitorCaller } from './authenticate.ts';
import type { CloudMonitorCode } from './codes.ts';

export interface InterpreterOptions {
  contract: Contract;
  explainer: SchemaExplainer;
  clock: () => number;
}

export function interpreter({ contract, explainer, clock }: InterpreterOptions) {
  const aboutHeaders = headerAdvice(contract);
  return (exchange: Exchange<CloudMonitorCaller>): Judgement => {
    const { body, headers } = exchange;
    const nowMs = clock();
    const untyped =
      headers['x-cms-security-token'] !== undefined && headers['x-cms-caller-type'] === undefined;
    return interpretItems({
      contract,
      body,
      advice: [...aboutHeaders(exchange), ...explainer.advise(body)],
      warnings: untyped ? [finding(contract, 'caller-type-missing' satisfies CloudMonitorCode)] : [],
      transformed: ({ pointer, value }) => transformations(contract, { pointer, value, nowMs }),
    });
  };
}

function transformations(
  contract: Contract,
  { pointer, value, nowMs }: { pointer: string; value: unknown; nowMs: number },
): Finding[] {
  const event: JsonObject = isObject(value) ? value : {};
  const found: Finding[] = [];
  const add = (code: CloudMonitorCode, member: string, parameters: Record<string, string | number>) =>
    found.push(finding(contract, code, { pointer: `${pointer}/${member}`, parameters }));
  if (event.groupId === undefined) add('group-id-defaulted', 'groupId', {});
  if (event.time === undefined) add('time-defaulted', 'time', { value: nowMs });
  return found;
}
