/** Samples that call a vendor's SDK, from the programs in `samples.yaml` of an API. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type ApiName, isObject, type Json } from '@pushspec/contract';
import { parse } from 'yaml';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE } from './credential-variables.ts';
import { ascii, textBlock } from './java.ts';
import { jsonStyle, type LiteralStyle, literal } from './literal.ts';
import { style as pythonStyle } from './python.ts';
import { type SampleComments, sampleComments } from './sample-comments.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';
import { style as typescriptStyle } from './typescript.ts';

/** Languages with SDKs. */
export type SdkLanguage = 'typescript' | 'python' | 'java' | 'go';

type Values = Readonly<Record<string, string>>;

interface SdkPrograms {
  /** Programs with places to fill in, by language. */
  readonly languages: Readonly<Partial<Record<SdkLanguage, string>>>;
  /** Values for each operation and language. A language that an operation lacks has no sample of it. */
  readonly operations: Readonly<Record<string, Readonly<Partial<Record<SdkLanguage, Values>>>>>;
}

const programs = new Map<ApiName, SdkPrograms | undefined>();

/** Path of the programs of an API, which may not exist. */
export function sdkProgramsFile(api: ApiName): string {
  const contract = createRequire(import.meta.url).resolve(`@pushspec/spec/${api}/openapi.yaml`);
  return join(contract, '../samples.yaml');
}

/** Returns the programs of an API, or `undefined` if it has none. */
export function sdkProgramsOf(api: ApiName): SdkPrograms | undefined {
  if (!programs.has(api)) {
    const file = sdkProgramsFile(api);
    programs.set(api, existsSync(file) ? (parse(readFileSync(file, 'utf8')) as SdkPrograms) : undefined);
  }
  return programs.get(api);
}

/** Returns the names of the packages that the samples of an API need, as the installer of the language takes them. */
export function sdkPackages(api: ApiName, language: SdkLanguage): string[] {
  const operations = Object.values(sdkProgramsOf(api)?.operations ?? {});
  return operations.flatMap((languages) => languages[language]?.install?.split(' ') ?? []);
}

/** How a language writes a variable of the environment, a string, and the events. */
interface Notation {
  readonly variable: (name: string) => string;
  readonly events: (value: Json) => string;
}

const lines = (value: Json, style: LiteralStyle) => literal(value, style, { taken: 9 });

const NOTATIONS: Readonly<Record<SdkLanguage, Notation>> = {
  typescript: {
    variable: (name) => `process.env.${name}`,
    events: (value) => lines(value, typescriptStyle),
  },
  python: { variable: (name) => `os.environ["${name}"]`, events: (value) => lines(value, pythonStyle) },
  java: {
    variable: (name) => `System.getenv("${name}")`,
    events: (value) => textBlock(literal(value, jsonStyle)),
  },
  go: {
    variable: (name) => `os.Getenv("${name}")`,
    // A raw string cannot hold a backtick.
    events: (value) => {
      const text = literal(value, jsonStyle);
      return text.includes('`') ? JSON.stringify(text) : `\`${text}\``;
    },
  },
};

/** Returns the sample of an operation, or `undefined` if the SDKs of a language do not have the operation. */
export function sdkSample(
  language: SdkLanguage,
  request: SampleRequest,
  comments: SampleComments,
): string | undefined {
  const { languages, operations } = sdkProgramsOf(request.api) ?? { languages: {}, operations: {} };
  const [program, own] = [languages[language], operations[request.operationId]?.[language]];
  if (program === undefined || own === undefined) return undefined;
  const { variable, events } = NOTATIONS[language];
  // Java reads a source in the charset of the machine.
  const words = language === 'java' ? sampleComments.en : comments;
  const { variables, values, server, accepted } = request;
  const shown = (name: string) => {
    const value = values[name];
    return value === undefined ? variable(name) : JSON.stringify(value);
  };
  const payload = own.case === 'lower-first' ? lowerFirst(payloadOf(request)) : payloadOf(request);
  const quote = language === 'typescript' ? "'" : '"';
  const filled = filledIn(program, {
    ...own,
    server,
    events: events(payload),
    id: shown(KEY_ID_VARIABLE),
    secret: shown(KEY_SECRET_VARIABLE),
    code: String(accepted.properties[0]?.value ?? ''),
    checks: words.checks,
    ...(variables.length > 0 && {
      needs: words.needs(variables),
      missing: variables.map((name) => quote + name + quote).join(', '),
    }),
  });
  return language === 'java' ? ascii(filled) : filled;
}

/** Names of properties as the SDKs for JavaScript have them. */
function lowerFirst(value: Json): Json {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (!isObject(value)) return value;
  const renamed = Object.entries(value).map(([name, inner]) => [
    name.slice(0, 1).toLowerCase() + name.slice(1),
    lowerFirst(inner as Json),
  ]);
  return Object.fromEntries(renamed);
}

/** Fills in a program. Throws if a value is missing. */
export function filledIn(program: string, values: Values): string {
  let kept = true;
  const found: string[] = [];
  for (const line of program.split('\n')) {
    const [, sign, name = ''] = /^\s*\{\{([#^/])(\w+)\}\}$/.exec(line) ?? [];
    if (sign === undefined) {
      if (kept) found.push(withValues(line, values));
    } else kept = sign === '/' || (sign === '#') === (values[name] !== undefined);
  }
  return found.join('\n');
}

function withValues(line: string, values: Values): string {
  return line.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the samples have no value for ${name}`);
    return value;
  });
}
