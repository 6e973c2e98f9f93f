/** A body in the form in which a scenario has it: as a typed call where there is one, otherwise as JSON or as text. */
import { isObject, type Json, valueAt } from '@pushspec/contract';
import type { Scenario } from '../scenario/scenario.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { edited } from './edit.ts';
import type { Written } from './expected.ts';
import type { Subject } from './subject.ts';

/** `given.as` says who sends, where the kind of the body asks for somebody. */
export type RequestForm = Pick<Scenario, 'given' | 'call' | 'raw'>;

export function requestForm(subject: Subject, written: Written): RequestForm {
  const { contract, judge, full } = subject;
  const { callOf, bodyCredentials = {} } = knowledgeOf(contract.vendor);
  const { body, text } = written;
  const isOwn = Object.keys(bodyCredentials).every(
    (member) => valueAt(body, `/${member}`) === valueAt(full, `/${member}`),
  );
  const call = text === undefined && isOwn ? callOf(body, judge.kind) : undefined;
  if (call) return { given: givenOf(subject), call };
  if (text === undefined) return { given: givenOf(subject), raw: { json: jsonOf(subject, body) } };
  return { given: givenOf(subject), raw: { body: textOf(subject, written) } };
}

/** Who sends, where that decides which kind of body is taken. */
export function givenOf({ judge }: Subject): Scenario['given'] {
  return judge.kind === undefined ? {} : { as: judge.kind };
}

/** The body with placeholders for the credentials in it, in so far as they are those of the full body. */
export function jsonOf(subject: Subject, body: Json): Json {
  const placeholders = placeholdersOf(subject);
  return placeholders.reduce((json, { member, placeholder }) => {
    const isOwn = isObject(body) && valueAt(body, `/${member}`) === valueAt(subject.full, `/${member}`);
    return isOwn ? edited(json, `/${member}`, placeholder) : json;
  }, body);
}

interface Placeholder {
  readonly member: string;
  readonly placeholder: string;
  /** In a text it must not stand in quotes. */
  readonly isNumber: boolean;
}

function placeholdersOf({ contract, judge, full }: Subject): Placeholder[] {
  const { bodyCredentials = {}, defaultRole } = knowledgeOf(contract.vendor);
  const role = judge.kind ?? defaultRole(undefined);
  return Object.entries(bodyCredentials).map(([member, name]) => ({
    member,
    placeholder: `{{${contract.vendor}.${role}.${name}}}`,
    isNumber: typeof valueAt(full, `/${member}`) === 'number',
  }));
}

const MARK = '\u27e6written\u27e7';

/** The body as JSON text, with one place of it written as it is asked for. */
export function textOf(subject: Subject, { body, pointer, text }: Written): string {
  const json = jsonOf(subject, body);
  const marked = JSON.stringify(text === undefined ? json : edited(json, pointer, MARK));
  const written = marked.replace(JSON.stringify(MARK), () => text ?? '');
  return placeholdersOf(subject).reduce(
    (whole, { placeholder, isNumber }) =>
      isNumber ? whole.replace(JSON.stringify(placeholder), () => placeholder) : whole,
    written,
  );
}
