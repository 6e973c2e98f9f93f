/** What is wrong with a request before any schema is looked at. */
import {
  bodyMediaType,
  isObject,
  type JsonObject,
  type RequestFault,
  statedReasons,
} from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import { requestCase } from '../generate/request-case.ts';
import { jsonOf, textOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { shortText } from '../generate/value-text.ts';
import type { RawRequest } from '../scenario/scenario.ts';
import { otherMethods, withParameters } from './request-parts.ts';
import { hitsOf, once, type RuleKind } from './rule-kind.ts';

export const requestReasons: RuleKind = {
  cases: once((subject) => {
    const stated = new Map(statedReasons(subject.entry).map((one) => [one.fault, one]));
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

/** The reason of another mistake that the same request makes, and what a signer leaves out where there is no body. */
function otherReasons({ contract, entry }: Subject, mistake: Mistake, other?: RequestFault): string[] {
  const { reasons, signing, parameters } = operationFacts(contract, entry);
  const code = other && reasons[other];
  const digest = parameters.find(({ name }) => name === signing?.digestHeader);
  const missing = mistake === 'empty-body' ? digest?.missing : undefined;
  return [code, missing].filter((one) => one !== undefined);
}

/** A label, the request, and another mistake that it makes as well. */
type Mistakes = (subject: Subject) => readonly (readonly [string, RawRequest, RequestFault?])[];

/** What a request can be made to do wrong; the others are faults of a service. */
type Mistake = Exclude<RequestFault, 'content-encoding' | 'other' | 'internal-error'>;

const MISTAKES: Readonly<Record<Mistake, Mistakes>> = {
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
    const bodies: readonly (readonly [string, string, RequestFault?])[] = [
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
    return [
      ['no Content-Type', { headers: { 'Content-Type': null }, json }],
      ...others.map((other): [string, RawRequest] => [other, { headers: { 'Content-Type': other }, json }]),
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
  'unknown-path': ({ entry, full, ...rest }) => {
    const [first = ''] = entry.path.split('/{');
    return [`${first}x`, first.slice(0, -1)].map((path): [string, RawRequest] => [
      path,
      { path, json: jsonOf({ entry, full, ...rest }, full) },
    ]);
  },
  method: (subject) =>
    otherMethods(operationFacts(subject.contract, subject.entry)).map((method): [string, RawRequest] => [
      method,
      { method, json: jsonOf(subject, subject.full) },
    ]),
};

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
