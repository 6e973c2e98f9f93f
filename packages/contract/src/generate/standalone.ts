/** Validators as source text: Ajv's, made to stand alone in a module of ours. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { isObject, type Json, type JsonObject } from '../document.ts';

export interface StandaloneCode {
  /** Statements that declare everything. */
  text: string;
  /** Name of the schema to the names of its two constants. */
  constants: Record<string, { schema: string; check: string }>;
}

/** What Ajv's code takes from its own run-time modules, by our own text. */
const RUNTIME: Readonly<Record<string, string>> = {
  // A pair of surrogates is one character.
  'require("ajv/dist/runtime/ucs2length").default':
    '(text) => { let count = 0; for (const _ of text) count++; return count; }',
};

/**
 * Validators that collect all errors, and hold places instead of values and schemas.
 * Throws where they would need a module of Ajv at run time.
 */
export function standaloneValidators(schemas: Readonly<Record<string, JsonObject>>): StandaloneCode {
  for (const [name, schema] of Object.entries(schemas)) refuseFormats(schema, name);
  // `strict` as in the explain pass over whole bodies.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(schema, name);
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [name, name]));
  const code = withOwnRuntime(standaloneCode.default(ajv, names));
  const constants = Object.entries(schemas).map(([name, schema]) => [
    name,
    { schema: schemaConstant(code, schema), check: checkConstant(code, name) },
  ]);
  return { text: tidy(code), constants: Object.fromEntries(constants) };
}

/** Formats come from a package of their own, which cannot be loaded where the validators run. */
function refuseFormats(node: Json | undefined, place: string): void {
  if (typeof node !== 'object' || node === null) return;
  if (isObject(node) && typeof node.format === 'string') {
    throw new Error(
      `${place}: the precompiled validators have no formats; say \`format: ${node.format}\` as a pattern, or teach generate/standalone.ts`,
    );
  }
  for (const [name, child] of Object.entries(node)) refuseFormats(child, `${place}/${name}`);
}

function withOwnRuntime(code: string): string {
  let text = code;
  for (const [foreign, own] of Object.entries(RUNTIME)) text = text.replaceAll(foreign, own);
  const left = /(\brequire\(|\bimport\(|^import |\bnew Function\b).*/m.exec(text)?.[0];
  if (left !== undefined) {
    throw new Error(`the precompiled validators need ${left}: give generate/standalone.ts its text`);
  }
  return text;
}

function schemaConstant(code: string, schema: JsonObject): string {
  const end = ` = ${JSON.stringify(schema)};`;
  const line = code
    .split('\n')
    .find((candidate) => candidate.startsWith('const ') && candidate.endsWith(end));
  if (line === undefined) throw new Error('Ajv has not declared a schema as it was given');
  return line.slice('const '.length, -end.length);
}

function checkConstant(code: string, name: string): string {
  const found = new RegExp(`^export const ${name} = (\\w+);$`, 'm').exec(code)?.[1];
  if (found === undefined) throw new Error(`Ajv has exported no validator ${name}`);
  return found;
}

/** How Ajv notes an error. */
const NOTED =
  /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/g;

/** What a validator keeps of the members it has seen; only `unevaluated…` asks for it, which the contracts do not use. */
const EVALUATED =
  /const evaluated0 = .*;\nif\(evaluated0\.dynamicProps\)\{\n.*\n\}\nif\(evaluated0\.dynamicItems\)\{\n.*\n\}\n|^\w+\.evaluated = .*;$/gm;

/** Ajv's code without exports, pragma and what nobody reads: it is half as long then. */
function tidy(code: string): string {
  return code
    .replace(/^"use strict";/, '')
    .replace(/^export const .*\n/gm, '')
    .replace(EVALUATED, '')
    .replace(NOTED, (_, _name, error: string) => `(vErrors ??= []).push(${withoutParameters(error)});`)
    .trim();
}

/** The parameters of an error stand in the schema too, but for the name of a member. */
function withoutParameters(error: string): string {
  if (/,keyword:"(required|propertyNames)",/.test(error)) return error;
  return error.replace(/,params:\{.*\}(?=(,propertyName:\w+)?\}$)/, '');
}
