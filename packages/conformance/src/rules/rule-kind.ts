/** The rules that stand on an operation: limits, reasons before any schema, switches, examples. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  requestExamples,
  scanJson,
} from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { numberIn, type ReadExchange } from './exchange.ts';
import { BOTH, type Rule, type Side } from './rule.ts';
import { signingRules } from './signing-rules.ts';
import { switchRules } from './switch-rules.ts';

/** A rule, and which sides of it an exchange shows. */
export interface OperationRule extends Rule {
  shownBy(exchange: ReadExchange): readonly Side[];
}

export function operationRules(contract: Contract, entry: OperationEntry): OperationRule[] {
  return [
    ...limitRules(entry),
    ...rateRules(entry),
    ...requestReasonRules(entry),
    ...signingRules(entry),
    ...switchRules(entry),
    ...exampleRules(contract, entry),
  ];
}

/** Last value that is let pass, and first one that is not. */
function limited(
  measured: number | undefined,
  limit: number,
  { isAccepted, isReason }: Judged,
): readonly Side[] {
  if (measured === limit && isAccepted) return ['valid'];
  return measured === limit + 1 && isReason ? ['invalid'] : [];
}

interface Judged {
  readonly isAccepted: boolean;
  readonly isReason: boolean;
}

type Measure = (exchange: ReadExchange) => number | undefined;

const LIMITS: readonly [extension: string, member: string, Measure][] = [
  ['x-max-body-bytes', 'bytes', ({ size }) => size],
  ['x-max-depth', 'depth', ({ request }) => scanJson(request.body ?? Buffer.alloc(0)).depth],
  ['x-clock-skew', 'seconds', secondsApart],
];

/** How far the Date header is from the target's clock. */
function secondsApart({ header, nowMs }: ReadExchange): number | undefined {
  const date = Date.parse(header('date') ?? '');
  return Number.isNaN(date) ? undefined : Math.abs(date - nowMs) / 1000;
}

function limitRules({ operation, pointer }: OperationEntry): OperationRule[] {
  const rules = LIMITS.flatMap(([extension, member, measure]) => {
    const limit = numberIn(operation[extension], member);
    if (limit === undefined) return [];
    const reason = reasonIn(operation[extension]);
    const shownBy = (exchange: ReadExchange) => {
      const isReason = exchange.shown === reason;
      // What has nothing to do with the limit is not measured.
      if (!exchange.isAccepted && !isReason) return [];
      return limited(measure(exchange), limit, { isAccepted: exchange.isAccepted, isReason });
    };
    return [{ pointer: `${pointer}/${extension}/${member}`, sides: BOTH, shownBy }];
  });
  return [...rules, ...droppingRule({ operation, pointer })];
}

function droppingRule({
  operation,
  pointer,
}: Pick<OperationEntry, 'operation' | 'pointer'>): OperationRule[] {
  const bytes = numberIn(operation['x-dropped-from-bytes'], 'bytes');
  const reason = reasonIn(operation['x-dropped-from-bytes']);
  if (bytes === undefined) return [];
  const shownBy = ({ size, isAccepted, told, verdictChecked }: ReadExchange): readonly Side[] => {
    if (!isAccepted || !verdictChecked) return [];
    if (size === bytes - 1 && !told.has(reason)) return ['valid'];
    return size === bytes && told.has(reason) ? ['invalid'] : [];
  };
  return [{ pointer: `${pointer}/x-dropped-from-bytes/bytes`, sides: BOTH, shownBy }];
}

/** A case uses a limit up to its last request, which has to be accepted, and then sends one more. */
function rateRules({ operation, pointer }: OperationEntry): OperationRule[] {
  const limits = Array.isArray(operation['x-rate-limits']) ? operation['x-rate-limits'].filter(isObject) : [];
  return limits.flatMap((limit, index) => {
    const at = `${pointer}/x-rate-limits/${index}`;
    const shownBy = ({ scenario, shown }: ReadExchange) =>
      scenario.given.exhausted === limit.reason && shown === limit.reason ? BOTH : [];
    const never = () => [];
    const burst = limit.algorithm === 'token-bucket' && numberIn(limit, 'burst') !== undefined;
    // That a window has passed only a sequence of requests shows.
    return [
      { pointer: `${at}/${burst ? 'burst' : 'requests'}`, sides: BOTH, shownBy },
      ...(burst ? [{ pointer: `${at}/requests`, sides: BOTH, shownBy: never }] : []),
      { pointer: `${at}/windowSeconds`, sides: BOTH, shownBy: never },
    ];
  });
}

function requestReasonRules({ operation, pointer }: OperationEntry): OperationRule[] {
  const reasons = isObject(operation['x-request-reasons']) ? operation['x-request-reasons'] : {};
  return Object.entries(reasons).map(([name, code]) => ({
    pointer: `${pointer}/x-request-reasons/${name}`,
    sides: ['invalid'],
    shownBy: ({ shown }) => (shown === code ? ['invalid'] : []),
  }));
}

function exampleRules(contract: Contract, entry: OperationEntry): OperationRule[] {
  return requestExamples(contract.document, entry).map(({ pointer, value }) => {
    const text = JSON.stringify(value);
    return {
      pointer,
      sides: ['valid'],
      // The credentials in an example are those of the documentation.
      shownBy: ({ scenario, isAccepted, body }) =>
        isAccepted && (scenario.file.includes(`#${pointer} `) || JSON.stringify(body) === text)
          ? ['valid']
          : [],
    };
  });
}

function reasonIn(node: Json | undefined): string {
  return String(isObject(node) ? (node as JsonObject).reason : undefined);
}
