/** Interpret: the defaults that an event gets. */
import { isObject, type JsonObject } from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../../exchange.ts';
import { interpretItems } from '../../interpretation.ts';
import type { Finding, Judgement } from '../../verdict.ts';
import type { CloudMonitorCaller } from './authenticate.ts';
import type { CloudMonitorCode } from './codes.ts';

export interface InterpreterOptions {
  contract: Contract;
  explainer: SchemaExplainer;
  clock: () => number;
}

export function interpreter({ contract, explainer, clock }: InterpreterOptions) {
  return ({ body }: Exchange<CloudMonitorCaller>): Judgement => {
    const nowMs = clock();
    return interpretItems({
      contract,
      body,
      advice: explainer.advise(body),
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
