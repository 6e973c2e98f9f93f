/** Converts a body to the form that a scenario uses: a typed call if possible, otherwise JSON or a string. */
import { isDeepStrictEqual } from 'node:util';
import { bodyOfParameters, isObject, type Json, parametersOf, valueAt } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { operationFacts } from '../contract/contract.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { edited } from './edit.ts';
import type { WrittenBody } from './expected.ts';
import type { Subject } from './subject.ts';

/** The request parts of a scenario. `given.as` is the sender if the kind of body needs a specific one. */
export type RequestForm = Pick<Scenario, 'given' | 'call' | 'raw'>;

export function requestForm(subject: Subject, written: WrittenBody): RequestForm {
  const { contract, validator, full } = subject;
  const { callOf, bodyCredentials = {} } = adapterOf(contract.api);
  const { body, literal } = written;
  const isOwn = Object.keys(bodyCredentials).every(
    (property) => valueAt(body, `/${property}`) === valueAt(full, `/${property}`),
  );
  const call =
    literal === undefined && isOwn ? callOf(body, validator.kind, subject.entry.operationId) : undefined;
  if (call) return { given: givenOf(subject), call };
  if (literal === undefined) return { given: givenOf(subject), raw: { json: jsonOf(subject, body) } };
  return { given: givenOf(subject), raw: { body: jsonStringOf(subject, written) } };
}

/** Whether a request can carry this body. Parameters carry strings only. */
export function isSendable(
  { contract, entry }: Subject,
  { body, literal }: Pick<WrittenBody, 'body' | 'literal'>,
): boolean {
  const { rpc } = operationFacts(contract, entry);
  if (!rpc) return true;
  const form = parametersOf(rpc, body);
  const decoded = bodyOfParameters(rpc, { query: undefined, form });
  return literal === undefined && 'body' in decoded && isDeepStrictEqual(decoded.body, body);
}

/** Returns the sender if it decides which kind of body is accepted. */
export function givenOf({ validator }: Subject): Scenario['given'] {
  return validator.kind === undefined ? {} : { as: validator.kind };
}

/** Returns the body with placeholders for credentials that equal those of the full body. */
export function jsonOf(subject: Subject, body: Json): Json {
  const placeholders = placeholdersOf(subject);
  return placeholders.reduce((json, { property, placeholder }) => {
    const isOwn = isObject(body) && valueAt(body, `/${property}`) === valueAt(subject.full, `/${property}`);
    return isOwn ? edited(json, `/${property}`, placeholder) : json;
  }, body);
}

interface Placeholder {
  readonly property: string;
  readonly placeholder: string;
  /** Whether it must be written without quotes in a JSON string. */
  readonly isNumber: boolean;
}

function placeholdersOf({ contract, validator, full }: Subject): Placeholder[] {
  const { bodyCredentials = {}, defaultRole } = adapterOf(contract.api);
  const role = validator.kind ?? defaultRole(undefined);
  return Object.entries(bodyCredentials).map(([property, name]) => ({
    property,
    placeholder: `{{${contract.api}.${role}.${name}}}`,
    isNumber: typeof valueAt(full, `/${property}`) === 'number',
  }));
}

const MARK = '\u27e6written\u27e7';

/** Serializes the body as JSON, with one value written as given. */
export function jsonStringOf(subject: Subject, { body, pointer, literal }: WrittenBody): string {
  const json = jsonOf(subject, body);
  const marked = JSON.stringify(literal === undefined ? json : edited(json, pointer, MARK));
  const written = marked.replace(JSON.stringify(MARK), () => literal ?? '');
  return placeholdersOf(subject).reduce(
    (whole, { placeholder, isNumber }) =>
      isNumber ? whole.replace(JSON.stringify(placeholder), () => placeholder) : whole,
    written,
  );
}
