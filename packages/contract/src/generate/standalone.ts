/** Generates validators as source code, which run without Ajv. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { isObject, type Json, type JsonObject } from '../document.ts';

export interface StandaloneCode {
  /** Statements that declare the constants. */
  source: string;
  /** Maps each schema name to the names of its two constants. */
  constants: Record<string, { schema: string; check: string }>;
}

/** Maps imports of Ajv's run-time modules to inline code. */
const RUNTIME: Readonly<Record<string, string>> = {
  // A surrogate pair is one character.
  'require("ajv/dist/runtime/ucs2length").default':
    '(text) => { let count = 0; for (const _ of text) count++; return count; }',
};

/**
 * Generates validators that collect all errors and report pointers instead of values and schemas.
 * Throws if they would need a module of Ajv at run time.
 */
export function standaloneValidators(schemas: Readonly<Record<string, JsonObject>>): StandaloneCode {
  for (const [name, schema] of Object.entries(schemas)) refuseFormats(schema, name);
  // `strict` is off, as in the explainer for whole bodies.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  const code = withInlinedRuntime(standaloneCode.default(ajv, names));
  const constants = Object.entries(schemas).map(([name, schema]) => [
    name,
    { schema: schemaConstant(code, schema), check: checkConstant(code, name) },
  ]);
  return { source: tidy(code), constants: Object.fromEntries(constants) };
}

/** Throws for `format`, whose checks are in a package that is not available where the validators run. */
function refuseFormats(node: Json | undefined, location: string): void {
  if (typeof node !== 'object' || node === null) return;
  if (isObject(node) && typeof node.format === 'string') {
    throw new Error(
      `${location}: the precompiled validators do not support \`format: ${node.format}\`: use \`pattern\`, or add support in generate/standalone.ts`,
    );
  }
  for (const [name, child] of Object.entries(node)) refuseFormats(child, `${location}/${name}`);
}

function withInlinedRuntime(code: string): string {
  let inlined = code;
  for (const [required, inline] of Object.entries(RUNTIME)) inlined = inlined.replaceAll(required, inline);
  const missing = /(\brequire\(|\bimport\(|^import |\bnew Function\b).*/m.exec(inlined)?.[0];
  if (missing !== undefined) {
    throw new Error(
      `the precompiled validators need ${missing}: add its code to RUNTIME in generate/standalone.ts`,
    );
  }
  return inlined;
}

function schemaConstant(code: string, schema: JsonObject): string {
  const end = ` = ${JSON.stringify(schema)};`;
  const line = code
    .split('\n')
    .find((candidate) => candidate.startsWith('const ') && candidate.endsWith(end));
  if (line === undefined)
    throw new Error('the code of Ajv does not declare the schema: update generate/standalone.ts');
  return line.slice('const '.length, -end.length);
}

function checkConstant(code: string, name: string): string {
  const found = new RegExp(`^export const ${name} = (\\w+);$`, 'm').exec(code)?.[1];
  if (found === undefined)
    throw new Error(`the code of Ajv does not export the validator ${name}: update generate/standalone.ts`);
  return found;
}

/** Matches the code with which Ajv records an error. */
const RECORDED_ERROR =
  /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g;

/** Matches the code that tracks evaluated properties. Only `unevaluated…` needs it, which the contracts do not use. */
const EVALUATED =
  /const evaluated0 = .*;\nif\(evaluated0\.dynamicProps\)\{\n.*\n\}\nif\(evaluated0\.dynamicItems\)\{\n.*\n\}\n|^\w+\.evaluated = .*;$/gm;

/** Removes exports, the pragma and unused code, which halves the size. */
function tidy(code: string): string {
  return code
    .replace(/^"use strict";/, '')
    .replace(/^export const .*\n/gm, '')
    .replace(EVALUATED, '')
    .replace(
      RECORDED_ERROR,
      (_, _name, error: string) => `(vErrors ??= []).push(${withoutParameters(error)});`,
    )
    .trim();
}

/** Removes the parameters of an error that the schema has too: all but the name of a property. */
function withoutParameters(error: string): string {
  if (/,keyword:"(required|propertyNames)",/.test(error)) return error;
  return error.replace(/,params:\{.*\}(?=(,propertyName:\w+)?\}$)/, '');
}
