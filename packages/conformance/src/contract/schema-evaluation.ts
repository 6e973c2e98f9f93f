/** Which keywords of a schema a value keeps and which it breaks, all of them: what coverage is measured by. */
import { compile, type EvaluationPlugin, getSchema, interpret } from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import type { Json, JsonObject } from '@pushspec/contract';
import { decodedLocation, schemaAddress } from './schema-validator.ts';

/** A keyword that was applied to a value. */
export interface Evaluation {
  /** JSON pointer of the keyword in the schema document. */
  readonly rule: string;
  readonly holds: boolean;
  readonly value: Json;
}

/** Every keyword that is applied to the value or to a part of it, in the order in which that happens. */
export type Evaluator = (value: Json) => readonly Evaluation[];

/** The evaluator of the schema at a JSON pointer of a document. */
export async function compileEvaluator(document: JsonObject, pointer: string): Promise<Evaluator> {
  const compiled = await compile(await getSchema(schemaAddress(document, pointer)));
  const pointers = new Map<string, string>();
  const ruleAt = (location: string) => {
    const known = pointers.get(location) ?? decodedLocation(location);
    pointers.set(location, known);
    return known;
  };
  return (value) => {
    const evaluations: Evaluation[] = [];
    const plugin: EvaluationPlugin = {
      afterKeyword([, location], instance, _context, holds) {
        evaluations.push({ rule: ruleAt(location), holds, value: Instance.value(instance) as Json });
      },
    };
    interpret(compiled, Instance.fromJs(value as never), { outputFormat: 'FLAG', plugins: [plugin] });
    return evaluations;
  };
}
