/** What an exchange shows of the rules about declared headers. */
import type { OperationEntry } from '@pushspec/contract';
import { brokenRules, reasonFor } from '../contract/broken-rules.ts';
import type { Contract } from '../contract/contract.ts';
import { type DeclaredHeader, declaredHeaders } from '../contract/declared-headers.ts';
import { compileEvaluator } from '../contract/schema-evaluation.ts';
import { compileSchema } from '../contract/schema-validator.ts';
import { softRules } from '../contract/soft-rules.ts';
import type { ReadExchange } from './exchange.ts';
import { BOTH, hitOf, type Rule } from './rule.ts';
import { schemaHits } from './schema-hits.ts';
import { schemaRules } from './schema-rules.ts';

export function headerRules(contract: Contract, entry: OperationEntry): Rule[] {
  return declaredHeaders(contract, entry).flatMap(({ pointer, isRequired }): Rule[] => [
    { pointer: `${pointer}/required`, sides: isRequired ? BOTH : ['present', 'absent'] },
    ...schemaRules(contract.document, `${pointer}/schema`, { isText: true }),
  ]);
}

export async function headerHits(
  contract: Contract,
  entry: OperationEntry,
): Promise<(exchange: ReadExchange) => string[]> {
  const readers = await Promise.all(
    declaredHeaders(contract, entry).map((header) => headerReader(contract, header)),
  );
  return (exchange) =>
    exchange.scenario.given.fault === undefined ? readers.flatMap((read) => read(exchange)) : [];
}

async function headerReader({ document }: Contract, header: DeclaredHeader) {
  const { name, parameter, isRequired, pointer } = header;
  const schema = `${pointer}/schema`;
  const evaluate = await compileEvaluator(document, schema);
  const validate = await compileSchema(document, schema);
  const soft = await softRules(document, schema);
  return (exchange: ReadExchange): string[] => {
    const { shown, isAccepted, told } = exchange;
    const value = exchange.header(name);
    const rule = `${pointer}/required`;
    if (value === undefined) {
      if (!isRequired) return isAccepted ? [hitOf(rule, 'absent')] : [];
      return shown === reasonFor(parameter, 'required') ? [hitOf(rule, 'invalid')] : [];
    }
    const isBroken = brokenRules(document, validate, value).length > 0;
    const outcome = {
      isKept: isAccepted && !isBroken,
      explains: (code: string | undefined) => code === shown,
    };
    return [
      ...(isAccepted ? [hitOf(rule, isRequired ? 'valid' : 'present')] : []),
      ...schemaHits(document, evaluate(value), outcome),
      ...soft(value).flatMap(({ rule: advice, code, holds }) => {
        if (!isAccepted) return [];
        return holds ? [hitOf(advice, 'valid')] : told.has(code) ? [hitOf(advice, 'invalid')] : [];
      }),
    ];
  };
}
