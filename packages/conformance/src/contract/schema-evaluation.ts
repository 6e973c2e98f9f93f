/** Evaluates every keyword of a schema against a value, for coverage. */
import { compile, type EvaluationPlugin, getSchema, interpret } from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import type { Json, JsonObject } from '@pushspec/contract';
import { decodedLocation, schemaAddress } from './schema-validator.ts';
import { shallow } from './shallow.ts';

/** A keyword that was applied to a value. */
export interface Evaluation {
  /** JSON pointer of the keyword in the schema document. */
  readonly rule: string;
  readonly holds: boolean;
  readonly value: Json;
}

/** Returns every keyword applied to the value or its parts, in evaluation order. */
export type Evaluator = (value: Json) => readonly Evaluation[];

/** Compiles an evaluator for the schema at a JSON pointer. */
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
    interpret(compiled, Instance.fromJs(shallow(value) as never), {
      outputFormat: 'FLAG',
      plugins: [plugin],
    });
    return evaluations;
  };
}
