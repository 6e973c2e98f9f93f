/** Mutates the statuses, messages and outcomes of reasons, and the properties of their response examples. */
import type { Contract } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject, type OperationEntry, valueAt } from '@pushspec/contract';
import { below, type Mutation, replaced, setAt } from './mutation.ts';

/** Mutates what reasons show on the wire or in a verdict, but not explanations (`fix`, `source`, `note`). */
export function reasonMutations(contract: Contract, entry: OperationEntry): Mutation[] {
  return Object.entries(contract.reasons).flatMap(([code, reason]) => {
    const place = below('/x-reasons', code);
    const outcome = OTHER_OUTCOME[reason.outcome];
    const hidden =
      outcome === undefined
        ? []
        : [
            replaced(`${place}/outcome`, outcome, {
              kind: 'outcome changed',
              what: `becomes ${outcome}`,
              codes: [code],
            }),
          ];
    if (reason.status === undefined) return hidden;
    return [
      replaced(`${place}/message`, otherSentence(reason.message), {
        kind: 'message changed',
        what: 'has another word',
        codes: [code],
      }),
      ...statusMutations(entry, code, reason.status),
    ];
  });
}

/** Replaces the first word outside a parameter. */
function otherSentence(message: string): string {
  const word = message.replaceAll(/\{\w+\}/g, ' ').match(/[A-Za-z]{3,}/)?.[0] ?? '';
  return word === '' ? `mutant ${message}` : message.replace(word, 'mutant');
}

const OTHER_OUTCOME: Readonly<Record<string, string>> = {
  ignored: 'warning',
  warning: 'ignored',
};

/** Moves a reason to another status of the operation, together with its example. */
function statusMutations({ operation, pointer }: OperationEntry, code: string, status: number): Mutation[] {
  const statuses = Object.keys(operation.responses as JsonObject).map(Number);
  const others = statuses.filter((other) => other !== status && other >= 400);
  const next = others[(statuses.indexOf(status) + 1) % others.length];
  if (next === undefined) return [];
  return [
    {
      pointer: below(below('/x-reasons', code), 'status'),
      kind: 'status changed',
      what: `becomes ${next}`,
      codes: [code],
      apply(document) {
        const examples = (of: number) =>
          Object.values(
            valueAt(document, `${responsePlace({ operation, pointer }, of)}/content`) as JsonObject,
          )
            .filter(isObject)
            .map((media) => media.examples as JsonObject)[0] as JsonObject;
        examples(next)[code] = examples(status)[code] as Json;
        delete examples(status)[code];
        setAt(document, `/x-reasons/${code}/status`, next);
      },
    },
  ];
}

/** Returns the pointer of a response, which operations may share. */
function responsePlace(
  { operation, pointer }: Pick<OperationEntry, 'operation' | 'pointer'>,
  status: number | string,
): string {
  const { [status]: response } = operation.responses as Record<string, JsonObject>;
  return typeof response?.$ref === 'string' ? response.$ref.slice(1) : `${pointer}/responses/${status}`;
}

/**
 * Mutates properties of response examples: removes them, or changes the type of their value. For refusals that share an
 * envelope, each property is changed in one of the two ways. For a success, in both.
 */
export function responseMutations({ document }: Contract, entry: OperationEntry): Mutation[] {
  const examples = Object.keys(entry.operation.responses as JsonObject).flatMap((status) => {
    const place = responsePlace(entry, status);
    const { content = {} } = valueAt(document, place) as JsonObject;
    return Object.entries(content as JsonObject).flatMap(([mediaType, media]) => {
      const base = below(below(`${place}/content`, mediaType), 'examples');
      return Object.entries(((media as JsonObject).examples ?? {}) as JsonObject).map(([code, example]) => ({
        code,
        place: `${below(base, code)}/value`,
        value: (example as JsonObject).value,
      }));
    });
  });
  return examples.flatMap(({ code, place, value }, index) => {
    const both = memberMutations(place, value, code);
    return code === 'accepted' ? both : both.filter((_, way) => (way + index) % 2 === 0);
  });
}

function memberMutations(pointer: string, value: Json | undefined, code: string): Mutation[] {
  if (!isObject(value)) return [];
  const change = { kind: 'response changed', codes: [code] } as const;
  return Object.entries(value).flatMap(([name, member]) => {
    const place = below(pointer, name);
    const next = otherValue(member);
    return [
      replaced(place, undefined, { ...change, what: 'is left out' }),
      ...(next === undefined
        ? []
        : [replaced(place, next, { ...change, what: `becomes ${JSON.stringify(next)}` })]),
      ...memberMutations(place, member, code),
    ];
  });
}

function otherValue(value: Json): Json | undefined {
  if (value === 'true' || value === 'false') return value === 'true';
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : otherSentence(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
