/** Cases about what is wrong with a request before any schema is looked at (`x-request-reasons`). */
import { bodyMediaType, isObject, type JsonObject } from '@pushspec/contract';
import { reasonFor } from '../contract/broken-rules.ts';
import { ACCEPTED, type RawRequest } from '../scenario/scenario.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { givenOf, jsonOf, textOf } from './request-form.ts';
import type { Subject } from './subject.ts';
import { shortText } from './value-text.ts';

export function requestCases(subject: Subject): GeneratedCase[] {
  return Object.entries(MISTAKES).flatMap(([mistake, make]) => {
    const reasons = subject.entry.operation['x-request-reasons'];
    const reason = isObject(reasons) ? reasons[mistake] : undefined;
    if (reason === undefined) return [];
    return make(subject).map(([label, raw, other]) =>
      requestCase(subject, {
        name: `${mistake}: ${label}`,
        aim: `x-request-reasons/${mistake}`,
        reason: String(reason),
        or: otherReasons(subject, mistake, other),
        raw,
      }),
    );
  });
}

/** The reason of another mistake that the same request makes, and what a signer leaves out where there is no body. */
function otherReasons({ entry }: Subject, mistake: string, other: string | undefined): string[] {
  const reasons = entry.operation['x-request-reasons'];
  const code = other === undefined || !isObject(reasons) ? undefined : reasons[other];
  const digest = mistake === 'empty-body' ? missingDigest(entry) : undefined;
  return [code, digest].filter((one): one is string => typeof one === 'string');
}

function missingDigest({ operation }: Subject['entry']): string | undefined {
  const signing = operation['x-signing'];
  const header = isObject(signing) && isObject(signing.digest) ? signing.digest.header : undefined;
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  const parameter = parameters.find(({ name }) => name === header);
  return parameter && reasonFor(parameter, 'required');
}

interface RequestCase {
  readonly name: string;
  readonly aim: string;
  readonly reason: string;
  readonly or?: readonly string[];
  readonly raw: RawRequest;
}

export function requestCase(
  subject: Subject,
  { name, aim, reason, or = [], raw }: RequestCase,
): GeneratedCase {
  const { contract, entry } = subject;
  const isAccepted = reason === ACCEPTED;
  return generatedCase({
    contract,
    operation: entry.operationId,
    name,
    aims: [`${entry.pointer}/${aim}`],
    reason,
    ...(or.length > 0 && { or }),
    given: givenOf(subject),
    raw,
    expect: isAccepted ? { verdict: { outcome: 'accepted', reasons: [], warnings: [] } } : {},
  });
}

/** A label, the request, and another mistake that it makes as well. */
type Mistakes = (subject: Subject) => readonly (readonly [string, RawRequest, string?])[];

const MISTAKES: Readonly<Record<string, Mistakes>> = {
  'empty-body': ({ entry }) => [
    ['no body', { headers: { 'Content-Type': bodyMediaType(entry) } }],
    ['a body without a byte', { body: '' }],
  ],
  'invalid-utf8': (subject) => [
    ['bytes e4 b8 (half a character)', { base64: spoiltBytes(subject, [0xe4, 0xb8]) }],
    ['byte ff (part of no character)', { base64: spoiltBytes(subject, [0xff]) }],
    ['bytes ed a0 80 (a surrogate)', { base64: spoiltBytes(subject, [0xed, 0xa0, 0x80]) }],
    ['bytes c0 af (a character in too many bytes)', { base64: spoiltBytes(subject, [0xc0, 0xaf]) }],
  ],
  'malformed-json': (subject) => {
    const text = textOf(subject, { body: subject.full, pointer: '' });
    const bodies: readonly (readonly [string, string, string?])[] = [
      ['the last character is missing', text.slice(0, -1)],
      ['a comma after the end', `${text},`],
      ['twice', text + text],
      ['a comment first', `/* */${text}`],
      ['a byte order mark first', `\ufeff${text}`],
      ['single quotes', text.replaceAll('"', "'")],
      ['not a number of JSON', 'NaN'],
      ['only spaces', '  ', 'empty-body'],
      ['a number that begins with 0', '01'],
      ['a comma before the end', `${text.slice(0, -1)},${text.slice(-1)}`],
    ];
    return bodies.map(([label, body, ...other]) => [`${shortText(body)} (${label})`, { body }, ...other]);
  },
  'media-type': ({ entry, full, ...rest }) => {
    const type = bodyMediaType(entry);
    const json = jsonOf({ entry, full, ...rest }, full);
    const others = [
      'text/plain',
      `${type}x`,
      `x${type}`,
      'application/x-www-form-urlencoded',
      `${type}, text/plain`,
    ];
    return [
      ['no Content-Type', { headers: { 'Content-Type': null }, json }],
      ...others.map((other): [string, RawRequest] => [other, { headers: { 'Content-Type': other }, json }]),
      ...(entry.operation['x-media-type-parameters'] === true ? [] : withParameters(type, json)),
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
  'unknown-path': ({ entry, full, ...rest }) => {
    const [first = ''] = entry.path.split('/{');
    return [`${first}x`, first.slice(0, -1)].map((path): [string, RawRequest] => [
      path,
      { path, json: jsonOf({ entry, full, ...rest }, full) },
    ]);
  },
  method: ({ entry, full, ...rest }) =>
    otherMethods(entry.operation, entry.method).map((method): [string, RawRequest] => [
      method,
      { method, json: jsonOf({ entry, full, ...rest }, full) },
    ]),
};

export function withParameters(type: string, json: RawRequest['json']): [string, RawRequest][] {
  return [`${type}; charset=utf-8`, `${type};charset=UTF-8`].map((value) => [
    value,
    { headers: { 'Content-Type': value }, ...(json !== undefined && { json }) },
  ]);
}

const METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Methods that are served neither as the operation's own nor like it. */
function otherMethods(operation: JsonObject, own: string): string[] {
  const also = Array.isArray(operation['x-also-methods']) ? operation['x-also-methods'] : [];
  if (also.includes('*')) return [];
  return ['POST', ...METHODS].filter((method) => method !== own && !also.includes(method));
}

/** Methods that are served like the operation's own. */
export function alsoMethods(operation: JsonObject, own: string): string[] {
  const also = Array.isArray(operation['x-also-methods']) ? operation['x-also-methods'].map(String) : [];
  return also.includes('*') ? METHODS.filter((method) => method !== own) : also;
}

function credentialHeaders(schemes: JsonObject[string] | undefined): string[] {
  return Object.values(isObject(schemes) ? schemes : {}).flatMap((scheme) =>
    isObject(scheme) && scheme.in === 'header' ? [String(scheme.name)] : [],
  );
}

/** The bytes of a list with a text in it that holds these bytes. */
function spoiltBytes({ full }: Subject, bytes: readonly number[]): string {
  const [open, close] = Array.isArray(full) ? ['["', '"]'] : ['{"a": "', '"}'];
  return Buffer.concat([Buffer.from(open), Buffer.from(bytes), Buffer.from(close)]).toString('base64');
}
