/** Cases about what a service lets pass beyond its documentation: one for each switch that the contract sets. */
import { bodyMediaType, isObject, type Json, type JsonObject } from '@pushspec/contract';
import { ACCEPTED, type RawRequest } from '../scenario/scenario.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import type { GeneratedCase } from './generated-case.ts';
import { alsoMethods, requestCase, withParameters } from './request-cases.ts';
import { jsonOf, textOf } from './request-form.ts';
import { longTextPlace } from './roomy-places.ts';
import type { Subject } from './subject.ts';

export function switchCases(subject: Subject): GeneratedCase[] {
  const { operation } = subject.entry;
  return Object.entries(SWITCHES).flatMap(([name, make]) => {
    const value = operation[name];
    if (value === undefined || value === false) return [];
    return make(subject, value).map(([label, raw, inner]) =>
      requestCase(subject, {
        name: `${name}: ${label}`,
        aim: inner === undefined ? name : `${name}/${inner}`,
        reason: ACCEPTED,
        raw,
      }),
    );
  });
}

/** A label, the request, and the member of the switch that it is about. */
type Switch = (subject: Subject, value: Json) => readonly (readonly [string, RawRequest, string?])[];

const SWITCHES: Readonly<Record<string, Switch>> = {
  'x-also-methods': (subject) =>
    alsoMethods(subject.entry.operation, subject.entry.method).map((method) => [
      method,
      { method, json: jsonOf(subject, subject.full) },
    ]),
  'x-body-media-type': (subject) =>
    [null, 'text/plain', 'application/x-www-form-urlencoded', 'application/xml'].map((type) => [
      type ?? 'no Content-Type',
      { headers: { 'Content-Type': type }, json: jsonOf(subject, subject.full) },
    ]),
  'x-media-type-parameters': (subject) =>
    withParameters(bodyMediaType(subject.entry), jsonOf(subject, subject.full)),
  'x-case-insensitive-members': (subject) => [
    ['names in upper case', { json: inUpperCase(jsonOf(subject, subject.full)) }],
  ],
  'x-accepts-control-characters': (subject) => {
    const pointer = longTextPlace(subject);
    if (pointer === undefined) return [];
    return ['\n', '\t', '\u0001'].map((character) => [
      `${JSON.stringify(character)} in a string`,
      { body: textOf(subject, { body: subject.full, pointer, text: `"a${character}b"` }) },
    ]);
  },
  'x-lenient': (subject, value) => {
    const json = jsonOf(subject, subject.full);
    return Object.keys(isObject(value) ? value : {}).flatMap((name) => {
      const raw = LENIENT[name];
      return raw ? [[name, { ...raw(bodyMediaType(subject.entry)), json }, name] as const] : [];
    });
  },
};

/** How a request looks that is let pass. */
const LENIENT: Readonly<Record<string, (mediaType: string) => RawRequest>> = {
  'lower-case-signature': () => ({ sign: { signature: 'lower-case' } }),
  'lower-case-md5': () => ({ sign: { md5: 'lower-case' } }),
  'media-type-parameters': (mediaType) => ({ headers: { 'Content-Type': `${mediaType}; charset=utf-8` } }),
};

function inUpperCase(json: Json): Json {
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name.toUpperCase(), value]),
  ) as JsonObject;
}

/** Cases about a credential of which only the low bits are compared. */
export function comparedBitsCases(subject: Subject): GeneratedCase[] {
  const { contract, places, judge, full } = subject;
  const { bodyCredentials = {}, defaultRole } = knowledgeOf(contract.vendor);
  return places.flatMap(({ node, path, pointer }) => {
    const bits = node['x-compared-bits'];
    const [member] = path;
    if (typeof bits !== 'number' || typeof member !== 'string' || path.length !== 1) return [];
    const name = `${contract.vendor}.${judge.kind ?? defaultRole(undefined)}.${bodyCredentials[member]}`;
    const json = { ...(jsonOf(subject, full) as JsonObject), [member]: `{{${name} + ${2 ** bits}}}` };
    const made = requestCase(subject, {
      name: `${judge.kind}: ${member} differs beyond ${bits} bits`,
      aim: '',
      reason: ACCEPTED,
      raw: { json },
    });
    return [{ ...made, aims: [`${pointer}/x-compared-bits`] }];
  });
}
