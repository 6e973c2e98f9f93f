/** Rules for undocumented leniency: a case for each switch that the contract sets. */
import {
  bodyMediaType,
  firstInvalidUtf8,
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  type StatedTolerance,
  statedTolerances,
  type ToleranceKind,
} from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import { essence, parsedJson } from '../contract/violation.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { longStringPointer } from '../generate/open-locations.ts';
import { requestCase } from '../generate/request-case.ts';
import { jsonOf, jsonStringOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED, type RawRequest } from '../scenario/scenario.ts';
import { alsoMethods, withParameters } from './request-parts.ts';
import { hitsOf, once, type RuleKind } from './rule-kind.ts';

export const switches: RuleKind = {
  cases: once((subject) =>
    statedTolerances(subject.entry).flatMap((stated) =>
      switchOf(stated)
        .cases(subject)
        .map(([label, raw]) =>
          requestCase(subject, {
            name: `${stated.title}: ${label}`,
            aim: stated.pointer,
            reason: ACCEPTED,
            raw,
          }),
        ),
    ),
  ),
  hits: hitsOf((_, entry) =>
    statedTolerances(entry).map((stated) => ({
      pointer: stated.pointer,
      sides: ['valid'],
      shownBy: (exchange) => (exchange.isAccepted && switchOf(stated).hits(exchange, entry) ? ['valid'] : []),
    })),
  ),
};

interface Switch {
  /** Labels with requests that use the switch. */
  readonly cases: (subject: Subject) => readonly (readonly [string, RawRequest])[];
  /** Whether an accepted request uses the switch. */
  readonly hits: (exchange: ReadExchange, entry: OperationEntry) => boolean;
}

const SWITCHES: Readonly<Record<Exclude<ToleranceKind, 'spelling'>, Switch>> = {
  'also-methods': {
    cases: (subject) =>
      alsoMethods(operationFacts(subject.contract, subject.entry)).map((method) => [
        method,
        { method, json: jsonOf(subject, subject.full) },
      ]),
    hits: ({ request }, { method }) => request.method !== method,
  },
  'any-media-type': {
    cases: (subject) =>
      [null, 'text/plain', 'application/x-www-form-urlencoded', 'application/xml'].map((type) => [
        type ?? 'no Content-Type',
        { headers: { 'Content-Type': type }, json: jsonOf(subject, subject.full) },
      ]),
    hits: ({ header }, entry) => essence(header('content-type') ?? '') !== bodyMediaType(entry),
  },
  'media-type-parameters': {
    cases: (subject) => withParameters(bodyMediaType(subject.entry), jsonOf(subject, subject.full)),
    hits: ({ header }) => header('content-type')?.includes(';') === true,
  },
  'any-case-names': {
    cases: (subject) => [['names in upper case', { json: inUpperCase(jsonOf(subject, subject.full)) }]],
    hits: ({ request }) => /^[^"]*"[^"]*[A-Z][^"]*"\s*:/.test(request.body?.toString() ?? ''),
  },
  'control-characters': {
    cases(subject) {
      const pointer = longStringPointer(subject);
      if (pointer === undefined) return [];
      return ['\n', '\t', '\u0001'].map((character) => [
        `${JSON.stringify(character)} in a string`,
        { body: jsonStringOf(subject, { body: subject.full, pointer, literal: `"a${character}b"` }) },
      ]);
    },
    hits: ({ request, body }) =>
      body !== undefined && parsedJson(wellFormed(request.body ?? Buffer.alloc(0))) === undefined,
  },
  'invalid-utf8': {
    cases(subject) {
      const pointer = longStringPointer(subject);
      if (pointer === undefined) return [];
      const json = jsonStringOf(subject, { body: subject.full, pointer, literal: `"a${MARK}b"` });
      const [before = '', after = ''] = json.split(MARK);
      return ['ff', 'e4b8', 'eda080', 'c0af'].map((hex) => [
        `bytes ${hex} in a string`,
        { body: [before, { hex }, after] },
      ]);
    },
    hits: ({ request }) => firstInvalidUtf8(request.body ?? Buffer.alloc(0)) !== undefined,
  },
};

/** Stands for bytes that no string can contain. */
const MARK = '\u27e6bytes\u27e7';

/** Returns bytes that are UTF-8, with other bytes replaced. */
function wellFormed(bytes: Buffer): Buffer {
  return Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

interface Spelling {
  /** Returns a request that uses the spelling. */
  readonly cases: (mediaType: string) => RawRequest;
  /** Whether a request uses the spelling. */
  readonly hits: Switch['hits'];
}

const SPELLINGS: Readonly<Record<string, Spelling>> = {
  'lower-case-signature': {
    cases: () => ({ sign: { signature: 'lower-case' } }),
    hits: ({ header }) => /:[0-9a-f]*[a-f][0-9a-f]*$/.test(header('authorization') ?? ''),
  },
  'lower-case-md5': {
    cases: () => ({ sign: { md5: 'lower-case' } }),
    hits: ({ header }) => /[a-f]/.test(header('content-md5') ?? ''),
  },
  'media-type-parameters': {
    cases: (mediaType) => ({ headers: { 'Content-Type': `${mediaType}; charset=utf-8` } }),
    hits: ({ header }) => header('content-type')?.includes(';') === true,
  },
};

/** A switch with an unknown spelling. It has no cases, so coverage reports it. */
const UNKNOWN: Switch = { cases: () => [], hits: () => false };

function switchOf({ kind, name = '' }: StatedTolerance): Switch {
  if (kind !== 'spelling') return SWITCHES[kind];
  const spelling = SPELLINGS[name];
  if (!spelling) return UNKNOWN;
  return {
    cases(subject) {
      const raw = spelling.cases(bodyMediaType(subject.entry));
      return [[name, { ...raw, json: jsonOf(subject, subject.full) }]];
    },
    hits: spelling.hits,
  };
}

function inUpperCase(json: Json): Json {
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name.toUpperCase(), value]),
  ) as JsonObject;
}
