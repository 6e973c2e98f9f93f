/** Rules for errors in a request before any schema applies. */
import {
  bodyMediaType,
  isObject,
  type JsonObject,
  type Operation,
  parametersOf,
  percentEncoded,
  type RequestProblem,
  type Rpc,
  statedReasons,
  valueAt,
} from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import { requestCase } from '../generate/request-case.ts';
import { jsonOf, jsonStringOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { shortText } from '../generate/value-text.ts';
import type { RawRequest } from '../scenario/scenario.ts';
import { otherMethods, withParameters } from './request-parts.ts';
import { hitsOf, once, type RuleKind } from './rule-kind.ts';

export const requestReasons: RuleKind = {
  cases: once((subject) => {
    const stated = new Map(statedReasons(subject.entry).map((one) => [one.problem, one]));
    return (Object.keys(MISTAKES) as Mistake[]).flatMap((mistake) => {
      const { reason, pointer } = stated.get(mistake) ?? {};
      if (reason === undefined || pointer === undefined) return [];
      return MISTAKES[mistake](subject).map(([label, raw, other]) =>
        requestCase(subject, {
          name: `${mistake}: ${label}`,
          aim: pointer,
          reason,
          or: otherReasons(subject, mistake, other),
          raw,
        }),
      );
    });
  }),
  hits: hitsOf((_, entry) =>
    statedReasons(entry).map(({ reason, pointer }) => ({
      pointer,
      sides: ['invalid'],
      shownBy: ({ shown }) => (shown === reason ? ['invalid'] : []),
    })),
  ),
};

/** Returns the reasons of other mistakes in the same request, and of headers that a signer omits without a body. */
function otherReasons({ contract, entry }: Subject, mistake: Mistake, other?: RequestProblem): string[] {
  const { reasons, signing, parameters } = operationFacts(contract, entry);
  const code = other && reasons[other];
  const digest = parameters.find(({ name }) => name === signing?.digestHeader);
  const missing = mistake === 'empty-body' ? digest?.missing : undefined;
  return [code, missing].filter((one) => one !== undefined);
}

/** A label, the request, and another mistake in the same request. */
type Mistakes = (subject: Subject) => readonly (readonly [string, RawRequest, RequestProblem?])[];

/** Mistakes that a request can contain. The others are service errors. */
type Mistake = Exclude<RequestProblem, 'incomplete-body' | 'content-encoding' | 'other' | 'internal-error'>;

const MISTAKES: Readonly<Record<Mistake, Mistakes>> = {
  'empty-body': ({ entry }) => [
    ['no body', { headers: { 'Content-Type': bodyMediaType(entry) } }],
    ['an empty body', { body: '' }],
  ],
  'invalid-utf8': (subject) => [
    ['bytes e4 b8 (half a character)', { base64: corruptedBytes(subject, [0xe4, 0xb8]) }],
    ['byte ff (part of no character)', { base64: corruptedBytes(subject, [0xff]) }],
    ['bytes ed a0 80 (a surrogate)', { base64: corruptedBytes(subject, [0xed, 0xa0, 0x80]) }],
    ['bytes c0 af (a character in too many bytes)', { base64: corruptedBytes(subject, [0xc0, 0xaf]) }],
  ],
  'malformed-parameters': ({ entry, contract }) => {
    const { rpc } = operationFacts(contract, entry);
    if (!rpc) return [];
    const action = actionOf(rpc);
    const repeated = operationFacts(contract, entry).reasons['repeated-parameter'];
    return [
      ['a parameter with an incomplete percent-encoding', { body: `${action}&a=%E4%B` }],
      ['a parameter whose bytes are not UTF-8', { body: `${action}&a=%FF` }],
      ...(repeated === undefined ? [twice(rpc)] : []),
    ];
  },
  'repeated-parameter': ({ entry, contract }) => {
    const { rpc } = operationFacts(contract, entry);
    return rpc ? [twice(rpc)] : [];
  },
  'list-index': (subject) =>
    listCases(subject, ['0', '00', '01', '-1', '1a', 'x', ''], (list, index) => `${list}.${index}.a=1`),
  'list-gap': (subject) => listCases(subject, ['2', '3', '1000000'], (list, index) => `${list}.${index}.a=1`),
  'missing-action': ({ entry, contract, full, ...rest }) => {
    const { rpc, path } = operationFacts(contract, entry);
    if (!rpc) return [];
    const headers = rpc.action.header === undefined ? {} : { [rpc.action.header]: null };
    const json = jsonOf({ entry, contract, full, ...rest }, full);
    const others = parametersOf(rpc, json).split('&').slice(1).join('&');
    return [
      ['no action in the form', { headers, body: others }],
      ['no action in the query', { headers, path: `${path}?${others}` }],
    ];
  },
  'malformed-json': (subject) => {
    const { rpc } = operationFacts(subject.contract, subject.entry);
    const [inJson] = Object.entries(rpc?.style ?? {}).find(([, style]) => style === 'json') ?? [];
    const full = inJson === undefined ? subject.full : (valueAt(subject.full, `/${inJson}`) ?? null);
    const json = jsonStringOf(subject, { body: full, pointer: '' });
    const bodies: readonly (readonly [string, string, RequestProblem?])[] = [
      ['the last character is missing', json.slice(0, -1)],
      ['a comma after the end', `${json},`],
      ['twice', json + json],
      ['a comment first', `/* */${json}`],
      ['a byte order mark first', `\ufeff${json}`],
      ['single quotes', json.replaceAll('"', "'")],
      ['not a number of JSON', 'NaN'],
      ['only spaces', '  ', 'empty-body'],
      ['a number that begins with 0', '01'],
      ['a comma before the end', `${json.slice(0, -1)},${json.slice(-1)}`],
    ];
    const isAllowed = (label: string) => label === 'single quotes' && rpc?.singleQuotes;
    return bodies
      .filter(([label]) => !isAllowed(label))
      .map(([label, body, ...other]) => {
        const name = `${shortText(body)} (${label})`;
        if (!rpc || inJson === undefined) return [name, { body }, ...other];
        return [name, { body: `${actionOf(rpc)}&${percentEncoded(inJson)}=${percentEncoded(body)}` }];
      });
  },
  'media-type': (subject) => {
    const type = bodyMediaType(subject.entry);
    const json = jsonOf(subject, subject.full);
    const { contentType } = operationFacts(subject.contract, subject.entry);
    const others = [
      'text/plain',
      `${type}x`,
      `x${type}`,
      'application/x-www-form-urlencoded',
      `${type}, text/plain`,
    ];
    const { rpc, path } = operationFacts(subject.contract, subject.entry);
    // The action is read only from a body with the right media type.
    const named = rpc ? { path: `${path}?${rpc.action.parameter}=${rpc.action.value}` } : {};
    return [
      ['no Content-Type', { ...named, headers: { 'Content-Type': null }, json }],
      ...others
        .filter((other) => other !== type)
        .map((other): [string, RawRequest] => [
          other,
          { ...named, headers: { 'Content-Type': other }, json },
        ]),
      ...(contentType === 'with-parameters' ? [] : withParameters(type, json)),
    ];
  },
  'malformed-path': ({ entry, full, ...rest }) =>
    ['%ff', '%', '%e4%b8', '%zz'].map((escaped): [string, RawRequest] => [
      `${escaped} in a parameter`,
      {
        path: entry.path.replaceAll(/\{\w+\}/g, `a${escaped}`),
        json: jsonOf({ entry, full, ...rest }, full),
      },
    ]),
  'missing-credentials': ({ contract, full, ...rest }) =>
    credentialHeaders(contract.document.components.securitySchemes).map((name): [string, RawRequest] => [
      `no ${name}`,
      { headers: { [name]: null }, json: jsonOf({ contract, full, ...rest }, full) },
    ]),
  'unknown-path': (subject) =>
    unknownPaths(operationFacts(subject.contract, subject.entry)).map((path): [string, RawRequest] => [
      path,
      { path, json: jsonOf(subject, subject.full) },
    ]),
  method: (subject) =>
    otherMethods(operationFacts(subject.contract, subject.entry)).map((method): [string, RawRequest] => [
      method,
      { method, json: jsonOf(subject, subject.full) },
    ]),
};

function actionOf({ action: { parameter, value } }: Rpc): string {
  return `${parameter}=${value}`;
}

function twice(rpc: Rpc): readonly [string, RawRequest] {
  return ['a parameter twice', { body: `${actionOf(rpc)}&a=1&a=2` }];
}

/** Returns cases with these indexes in a flattened list. */
function listCases(
  { contract, entry }: Subject,
  indexes: readonly string[],
  written: (list: string, index: string) => string,
): (readonly [string, RawRequest])[] {
  const { rpc } = operationFacts(contract, entry);
  const [list] = Object.entries(rpc?.style ?? {}).find(([, style]) => style === 'repeatList') ?? [];
  if (!rpc || list === undefined) return [];
  return indexes.map((index) => {
    const parameter = written(list, index);
    return [parameter, { body: `${actionOf(rpc)}&${parameter}` }] as const;
  });
}

/** Returns paths similar to the operation's own, or similar actions if an action names the operation. */
function unknownPaths({ path, rpc }: Operation): string[] {
  const [first = ''] = path.split('/{');
  if (!rpc) return [`${first}x`, first.slice(0, -1)];
  const { parameter, value } = rpc.action;
  return [`${path}?${parameter}=${value}x`, `${path}?${parameter}=${value.slice(0, -1)}`];
}

function credentialHeaders(schemes: JsonObject[string] | undefined): string[] {
  return Object.values(isObject(schemes) ? schemes : {}).flatMap((scheme) =>
    isObject(scheme) && scheme.in === 'header' ? [String(scheme.name)] : [],
  );
}

/** Returns a JSON list with a string that contains these bytes. */
function corruptedBytes({ full }: Subject, bytes: readonly number[]): string {
  const [open, close] = Array.isArray(full) ? ['["', '"]'] : ['{"a": "', '"}'];
  return Buffer.concat([Buffer.from(open), Buffer.from(bytes), Buffer.from(close)]).toString('base64');
}
