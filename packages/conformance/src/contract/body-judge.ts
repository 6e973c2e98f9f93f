/** What a contract says of a body of a kind: the rules that it breaks, in the vendor's order, and the advice that it ignores. */
import type { Json, OperationEntry } from '@pushspec/contract';
import { bodySchemas } from './body-schemas.ts';
import { type BrokenRule, brokenRules } from './broken-rules.ts';
import type { Contract } from './contract.ts';
import { compileEvaluator, type Evaluator } from './schema-evaluation.ts';
import { compileSchema } from './schema-validator.ts';
import { type SoftFinding, softRules } from './soft-rules.ts';

export interface BodyOpinion {
  /** Hard rules that it breaks; those of the record that is decoded first hide the others. */
  readonly broken: readonly BrokenRule[];
  /** Whether they are rules of that record. */
  readonly fails: 'to-decode' | 'to-validate' | undefined;
  /** Empty where a hard rule is broken. */
  readonly soft: readonly SoftFinding[];
}

export interface BodyJudge {
  readonly kind: string | undefined;
  /** JSON pointer of the kind's schema. */
  readonly pointer: string;
  opinion(body: Json): BodyOpinion;
  /** Applies every keyword of the kind's schema. */
  readonly evaluate: Evaluator;
  /** Applies every keyword of the record that is decoded first; undefined where there is none. */
  readonly evaluateRecord: Evaluator | undefined;
  /** Applies every keyword of the operation's own schema, which all kinds share. */
  readonly evaluateRoot: Evaluator;
}

/** A judge for each kind of body that the operation takes; for one without kinds, a single one. */
export async function bodyJudges(contract: Contract, entry: OperationEntry): Promise<readonly BodyJudge[]> {
  const { document } = contract;
  const { decode, kinds, root } = bodySchemas(contract, entry);
  const record = decode === undefined ? undefined : await compileSchema(document, decode);
  const evaluateRecord = decode === undefined ? undefined : await compileEvaluator(document, decode);
  const evaluateRoot = await compileEvaluator(document, root);
  return Promise.all(
    kinds.map(async ({ kind, pointer }): Promise<BodyJudge> => {
      const content = await compileSchema(document, pointer);
      const soft = await softRules(document, pointer);
      return {
        kind,
        pointer,
        opinion(body) {
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
