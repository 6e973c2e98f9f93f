/** The switches of an operation: what a service lets pass beyond its documentation. */
import { bodyMediaType, isObject, type Json, type OperationEntry } from '@pushspec/contract';
import { essence, parsedJson } from '../contract/violation.ts';
import type { ReadExchange } from './exchange.ts';
import type { OperationRule } from './operation-rules.ts';

/** Whether a request that was accepted makes use of the switch. */
type Uses = (exchange: ReadExchange, entry: OperationEntry) => boolean;

const SWITCHES: Readonly<Record<string, Uses>> = {
  'x-also-methods': ({ request }, { method }) => request.method !== method,
  'x-body-media-type': ({ header }, entry) => essence(header('content-type') ?? '') !== bodyMediaType(entry),
  'x-media-type-parameters': ({ header }) => header('content-type')?.includes(';') === true,
  'x-case-insensitive-members': ({ request }) =>
    /^[^"]*"[^"]*[A-Z][^"]*"\s*:/.test(request.body?.toString() ?? ''),
  'x-accepts-control-characters': ({ request, body }) =>
    body !== undefined && parsedJson(request.body ?? Buffer.alloc(0)) === undefined,
};

const LENIENT: Readonly<Record<string, Uses>> = {
  'lower-case-signature': ({ header }) => /:[0-9a-f]*[a-f][0-9a-f]*$/.test(header('authorization') ?? ''),
  'lower-case-md5': ({ header }) => /[a-f]/.test(header('content-md5') ?? ''),
  'media-type-parameters': ({ header }) => header('content-type')?.includes(';') === true,
};

export function switchRules(entry: OperationEntry): OperationRule[] {
  const { operation, pointer } = entry;
  const on = (value: Json | undefined) => value !== undefined && value !== false;
  const lenient = Object.keys(isObject(operation['x-lenient']) ? operation['x-lenient'] : {});
  return [
    ...Object.entries(SWITCHES).flatMap(([name, uses]) =>
      on(operation[name]) ? [rule(entry, `${pointer}/${name}`, uses)] : [],
    ),
    ...lenient.map((name) => rule(entry, `${pointer}/x-lenient/${name}`, LENIENT[name] ?? (() => false))),
  ];
}

function rule(entry: OperationEntry, pointer: string, uses: Uses): OperationRule {
  return {
    pointer,
    sides: ['valid'],
    shownBy: (exchange) => (exchange.isAccepted && uses(exchange, entry) ? ['valid'] : []),
  };
}
