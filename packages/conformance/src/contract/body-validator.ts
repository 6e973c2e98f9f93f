/** Validates a body of one kind: returns the broken rules in the vendor's order, and the advice it ignores. */
import type { Json, OperationEntry } from '@pushspec/contract';
import { bodySchemas } from './body-schemas.ts';
import { type BrokenRule, brokenRules } from './broken-rules.ts';
import type { Contract } from './contract.ts';
import { compileEvaluator, type Evaluator } from './schema-evaluation.ts';
import { compileSchema } from './schema-validator.ts';
import { type SoftFinding, softRules } from './soft-rules.ts';

export interface BodyResult {
  /** Broken hard rules. If decoding fails, only the rules of the decoded record are listed. */
  readonly broken: readonly BrokenRule[];
  /** The stage at which the body fails, or `undefined` if it passes. */
  readonly fails: 'to-decode' | 'to-validate' | undefined;
  /** Advice that the body ignores. Empty if a hard rule is broken. */
  readonly soft: readonly SoftFinding[];
}

export interface BodyValidator {
  readonly kind: string | undefined;
  /** JSON pointer of the kind's schema. */
  readonly pointer: string;
  validate(body: Json): BodyResult;
  /** Applies every keyword of the kind's schema. */
  readonly evaluate: Evaluator;
  /** Applies every keyword of the record that is decoded first. `undefined` if the API has no such record. */
  readonly evaluateRecord: Evaluator | undefined;
  /** Applies every keyword of the operation's own schema, which all kinds share. */
  readonly evaluateRoot: Evaluator;
}

/** Creates a validator for each kind of body, or a single one if the operation has no kinds. */
export async function bodyValidators(
  contract: Contract,
  entry: OperationEntry,
): Promise<readonly BodyValidator[]> {
  const { document } = contract;
  const { decode, kinds, root } = bodySchemas(contract, entry);
  const record = decode === undefined ? undefined : await compileSchema(document, decode);
  const evaluateRecord = decode === undefined ? undefined : await compileEvaluator(document, decode);
  const evaluateRoot = await compileEvaluator(document, root);
  return Promise.all(
    kinds.map(async ({ kind, pointer }): Promise<BodyValidator> => {
      const content = await compileSchema(document, pointer);
      const soft = await softRules(document, pointer);
      return {
        kind,
        pointer,
        validate(body) {
          const undecoded = record ? brokenRules(document, record, body) : [];
          if (undecoded.length > 0) return { broken: undecoded, fails: 'to-decode', soft: [] };
          const broken = brokenRules(document, content, body);
          if (broken.length > 0) return { broken, fails: 'to-validate', soft: [] };
          return { broken, fails: undefined, soft: soft(body) };
        },
        evaluate: await compileEvaluator(document, pointer),
        evaluateRecord,
        evaluateRoot,
      };
    }),
  );
}
