/** Removes, loosens and tightens each constraint of a schema, and swaps each of its reasons. */
import type { Contract } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject, numberFormatOf } from '@pushspec/contract';
import { below, type Mutation, type MutationKind, replaced } from './mutation.ts';
import { reasonSwaps } from './reason-swap.ts';
import { tightenedPatterns } from './tightened-patterns.ts';

/** Mutates the schema at a pointer and its subschemas. Does not follow `$ref`. */
export function schemaMutations(contract: Contract, pointer: string, schema: Json | undefined): Mutation[] {
  if (!isObject(schema)) return [];
  const codes = codesOf(schema['x-reason']);
  const own = Object.entries(schema).flatMap(([keyword, value]) =>
    keywordMutations(below(pointer, keyword), keyword, value, schema),
  );
  return [
    ...own.map((mutation) => ({ ...mutation, codes: [...mutation.codes, ...codes] })),
    ...reasonSwaps(contract, below(pointer, 'x-reason'), schema['x-reason']),
    ...['x-unknown-members', 'x-integer-literal'].flatMap((name) =>
      reasonSwaps(contract, below(pointer, name), schema[name]),
    ),
    ...adviceMutations(contract, below(pointer, 'x-advice'), schema['x-advice']),
    ...futureMutations(contract, below(pointer, 'x-max-future'), schema['x-max-future']),
    ...innerSchemas(pointer, schema).flatMap(([inner, node]) => schemaMutations(contract, inner, node)),
  ];
}

function codesOf(reason: Json | undefined): string[] {
  if (typeof reason === 'string') return [reason];
  return isObject(reason) ? Object.values(reason).map(String) : [];
}

function innerSchemas(pointer: string, schema: JsonObject): [string, Json][] {
  const maps = ['properties', 'patternProperties'].flatMap((name) =>
    Object.entries(isObject(schema[name]) ? schema[name] : {}).map(([member, node]): [string, Json] => [
      below(below(pointer, name), member),
      node,
    ]),
  );
  const lists = ['anyOf', 'allOf', 'oneOf'].flatMap((name) =>
    (Array.isArray(schema[name]) ? schema[name] : []).map((node, index): [string, Json] => [
      `${pointer}/${name}/${index}`,
      node,
    ]),
  );
  const single = ['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'].flatMap(
    (name): [string, Json][] => (isObject(schema[name]) ? [[below(pointer, name), schema[name]]] : []),
  );
  return [...maps, ...lists, ...single];
}

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const WHOLE = [
  'pattern',
  'const',
  'not',
  'propertyNames',
  'items',
  'x-unknown-members',
  'x-integer-literal',
  'x-compared-bits',
];

function keywordMutations(pointer: string, keyword: string, value: Json, schema: JsonObject): Mutation[] {
  const to = (kind: MutationKind, what: string, next?: Json) => replaced(pointer, next, { kind, what });
  const removed = () => to('constraint removed', 'is removed');
  if (typeof value === 'number' && [...LOWER, ...UPPER].includes(keyword)) {
    const wider = LOWER.includes(keyword) ? -1 : 1;
    return [
      removed(),
      ...numberMutations(value, wider).map(([kind, next]) => to(kind, `becomes ${next}`, next)),
    ];
  }
  switch (keyword) {
    case 'type':
      return [removed(), ...typeMutations(value).map(([kind, next]) => to(kind, `becomes ${next}`, next))];
    case 'required':
      return requiredMutations(pointer, value, schema);
    case 'enum':
      return listMutations(pointer, value, 'constraint tightened').concat(
        enumMutations(value as Json[]).map((near) =>
          to('constraint loosened', `takes ${JSON.stringify(near)} too`, [...(value as Json[]), near]),
        ),
      );
    case 'anyOf':
    case 'oneOf':
      return listMutations(pointer, value, 'constraint tightened').concat(removed());
    case 'allOf':
      return listMutations(pointer, value, 'constraint loosened');
    case 'properties':
      return Object.keys(value as JsonObject).map((name) =>
        replaced(below(pointer, name), true, { kind: 'constraint removed', what: 'takes anything' }),
      );
    case 'additionalProperties':
      // `true` is the default.
      return [
        ...(value === true ? [] : [removed()]),
        ...(value === false ? [] : [to('constraint tightened', 'becomes false', false)]),
      ];
    case 'pattern':
      return [
        removed(),
        ...tightenedPatterns(String(value)).map(([what, next]) => to('constraint tightened', what, next)),
      ];
    case 'const':
      return [removed(), to('constraint changed', 'becomes mutant', 'mutant')];
    case 'format':
      // Validators refuse numbers beyond a double without it too.
      return numberFormatOf(schema) === undefined ? [removed()] : [];
    default:
      return WHOLE.includes(keyword) ? [removed()] : [];
  }
}

function numberMutations(value: number, wider: 1 | -1): [MutationKind, number][] {
  // Outside the safe integers, adding one may not change the number.
  if (!Number.isSafeInteger(value)) return [['constraint tightened', value / 2]];
  return [
    ['constraint loosened', value + wider],
    ['constraint tightened', value - wider],
  ];
}

/** Returns a value similar to those of a list, which a less strict service takes too. */
function enumMutations(list: Json[]): Json[] {
  const near = list.flatMap((value): Json[] => {
    if (typeof value === 'number') return [value + 1];
    return typeof value === 'string' ? [value.toUpperCase(), `${value}x`] : [];
  });
  return near.filter((value) => !list.includes(value)).slice(0, 1);
}

function typeMutations(value: Json): [MutationKind, Json][] {
  if (Array.isArray(value)) {
    return value.map((type) => ['constraint tightened', value.filter((other) => other !== type)]);
  }
  return [
    ...(value === 'null' ? [] : ([['constraint loosened', [value, 'null']]] as [MutationKind, Json][])),
    ['constraint loosened', [value, value === 'boolean' ? 'string' : 'boolean']],
    ['constraint changed', value === 'string' ? 'number' : 'string'],
  ];
}

function requiredMutations(pointer: string, value: Json, schema: JsonObject): Mutation[] {
  const required = value as string[];
  const optional = Object.keys((schema.properties ?? {}) as JsonObject).filter(
    (name) => !required.includes(name),
  );
  const set = (kind: MutationKind, what: string, next: string[]) => replaced(pointer, next, { kind, what });
  return [
    ...required.map((name) =>
      set(
        'constraint loosened',
        `leaves ${name} out`,
        required.filter((other) => other !== name),
      ),
    ),
    ...optional.map((name) => set('constraint tightened', `asks for ${name}`, [...required, name])),
  ];
}

function listMutations(pointer: string, value: Json, kind: MutationKind): Mutation[] {
  const list = value as Json[];
  if (list.length < 2) return [];
  return list.map((entry, index) =>
    replaced(
      pointer,
      list.filter((_, other) => other !== index),
      {
        kind,
        what: `leaves ${isObject(entry) ? index : JSON.stringify(entry)} out`,
      },
    ),
  );
}

/** Mutates soft rules: removes each, swaps its reason, and changes its schema. */
function adviceMutations(contract: Contract, pointer: string, advice: Json | undefined): Mutation[] {
  if (!Array.isArray(advice)) return [];
  return advice.filter(isObject).flatMap(({ reason, schema }, index) => {
    const place = `${pointer}/${index}`;
    const codes = [String(reason)];
    return [
      replaced(place, undefined, { kind: 'constraint removed', what: 'is removed', codes }),
      ...reasonSwaps(contract, `${place}/reason`, reason),
      ...schemaMutations(contract, `${place}/schema`, schema).map((mutation) => ({ ...mutation, codes })),
    ];
  });
}

function futureMutations(contract: Contract, pointer: string, rule: Json | undefined): Mutation[] {
  if (!isObject(rule)) return [];
  const codes = [String(rule.reason)];
  const seconds = Number(rule.seconds);
  const kind = 'limit changed';
  return [
    replaced(pointer, undefined, { kind, what: 'is removed', codes }),
    ...[seconds - 1, seconds + 1].map((next) =>
      replaced(`${pointer}/seconds`, next, { kind, what: `becomes ${next}`, codes }),
    ),
    ...reasonSwaps(contract, `${pointer}/reason`, rule.reason),
  ];
}
