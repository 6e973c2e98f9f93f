/** Evaluates a request that a fault fails for a reason of the contract, whatever the request contains. */
import { isObject, type JsonObject, parametersOfMessage } from '@pushspec/contract';
import { type MessageParameters, renderMessage } from '@pushspec/contract/reasons';
import type { OperationModule } from '../apis/api.ts';
import { type Contract, optionalExample } from '../contract/contract.ts';
import { finding, type Occurrence, reasonOf } from '../contract/findings.ts';
import type { Exchange } from './exchange.ts';
import type { Evaluation } from './verdict.ts';

/** Stands for a value that neither the request nor the contract gives. */
const UNKNOWN = '…';

/**
 * Returns the evaluation for an injected reason. Its message has the values of the request, otherwise those of the contract:
 * its limits and, for what a correct request does not contain, the example of the reason.
 */
export function injectedReason(module: OperationModule, exchange: Exchange, code: string): Evaluation {
  const { contract } = module;
  const { message, status, outcome } = reasonOf(contract, code);
  const own = module.messageParameters?.(exchange);
  const parameters = {
    ...placeholders(message),
    ...exampleParameters(contract, code),
    ...{ ip: exchange.ip, method: exchange.method },
    ...own?.parameters,
  };
  const occurrence: Occurrence = { parameters, masked: own?.masked ?? {} };
  const reasons = [finding(contract, code, occurrence)];
  if (status !== undefined) {
    const refusal = { code, message: renderMessage(message, parameters) };
    return { outcome: 'rejected', refusal, reasons, warnings: [] };
  }
  // A failure with a success status.
  return { outcome: outcome === 'ignored' ? 'ignored' : 'rejected', reasons, warnings: [] };
}

function placeholders(message: string): MessageParameters {
  return Object.fromEntries([...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, UNKNOWN]));
}

/** Returns the parameters of the message in the contract's example, where the bundle states the limits of the contract. */
function exampleParameters(contract: Contract, code: string): MessageParameters {
  const { accepted, messageProperty } = contract.operation;
  const { message, status } = reasonOf(contract, code);
  const example = optionalExample(contract, status ?? accepted.status, code);
  if (example === undefined) return {};
  // The example of a failure with a success status is the response that the message quotes.
  if (status === undefined) return scalarsOf(example);
  return parametersOfMessage(message, String(example[messageProperty])) ?? {};
}

function scalarsOf(example: JsonObject): Record<string, string> {
  const entries = Object.entries(example).flatMap(([name, value]): [string, string][] =>
    isObject(value) ? Object.entries(scalarsOf(value)) : [[name, String(value)]],
  );
  return Object.fromEntries(entries);
}
