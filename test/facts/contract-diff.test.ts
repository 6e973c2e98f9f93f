/** Runs `diff` of the contract package in a copy of the workspace whose bundles have changed since a commit. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyWorkspace } from '../workspace-copy.ts';

const BUNDLE = 'packages/contract/bundles/guance/documented.en.json';

type Schema = Readonly<Record<string, unknown>>;

interface Edit {
  readonly before: Schema;
  readonly after: Schema;
}

/** Returns an object schema before and after it adds the property `host`. */
function host(schema: unknown, { properties = {}, ...rest }: Schema = {}): Edit {
  const before = {
    type: 'object',
    ...rest,
    ...(Object.keys(properties as Schema).length > 0 && { properties }),
  };
  return { before, after: { ...before, properties: { ...(properties as Schema), host: schema } } };
}

const text = { type: 'string' };
const closed = { additionalProperties: false };

/** Requests that passed before may be rejected. */
const major: Readonly<Record<string, Edit>> = {
  'a type': host(text),
  'a type, beside other properties': host(text, { properties: { region: text } }),
  'a type, where others are allowed explicitly': host(text, { additionalProperties: true }),
  'a type, where others may have any value': host(text, { additionalProperties: { description: 'Any.' } }),
  'a bound without a type': host({ maxLength: 10 }),
  'a lower bound': host({ minimum: 0 }),
  'a list of values': host({ enum: ['a', 'b'] }),
  'one value': host({ const: 'a' }),
  'a pattern': host({ pattern: '^a' }),
  'a format': host({ format: 'ipv4' }),
  'a forbidden value': host({ not: { const: '' } }),
  'no value at all': host(false),
  'a choice': host({ anyOf: [text, { type: 'number' }] }),
  'a type behind a reference': host({ $ref: '#/components/schemas/ProbeText' }),
  'a type that leads back to itself': host({ $ref: '#/components/schemas/ProbeTree' }),
  'an object that asks for a property': host({ required: ['name'] }),
  'an object with a typed property': host({ properties: { name: text } }),
  'a list with typed elements': host({ items: text }),
  'a limit in an extension': host({ 'x-max-future': { seconds: 60, reason: 'date-type' } }),
  'a rule beyond the schema': host({ 'x-integer-literal': 'date-type' }),
  'more than others have to satisfy': host({ type: 'string', maxLength: 9 }, { additionalProperties: text }),
  'another type than others have': host({ type: 'number' }, { additionalProperties: text }),
  'fewer types than others have': host(text, { additionalProperties: { type: ['string', 'number'] } }),
  'more than the pattern of its name asks for': host(
    { type: 'string', maxLength: 9 },
    { patternProperties: { '^h': text } },
  ),
  'a type in one of several branches that all apply': {
    before: { allOf: [{ type: 'object' }, { properties: { region: text } }] },
    after: { allOf: [{ type: 'object' }, { properties: { region: text, host: text } }] },
  },
  'a type in one of several alternatives': {
    before: { anyOf: [{ type: 'object', properties: { region: text } }, { type: 'null' }] },
    after: { anyOf: [{ type: 'object', properties: { region: text, host: text } }, { type: 'null' }] },
  },
  'a type in the elements of a list': {
    before: { type: 'array', items: { type: 'object' } },
    after: { type: 'array', items: { type: 'object', properties: { host: text } } },
  },
  'a type in a nested object': {
    before: { type: 'object', properties: { at: { type: 'object' } } },
    after: { type: 'object', properties: { at: { type: 'object', properties: { host: text } } } },
  },
  'a type for all names of a pattern': {
    before: { type: 'object' },
    after: { type: 'object', patternProperties: { '^h': text } },
  },
};

/** Requests that passed before still pass. */
const minor: Readonly<Record<string, Edit>> = {
  'nothing but a description': host({ description: 'The host.' }),
  'nothing at all': host({}),
  'any value': host(true),
  'a type, where other names are refused': host(text, closed),
  'a type, where other names are refused by a pattern': host(text, { propertyNames: { pattern: '^[a-c]' } }),
  'a type, where other names are refused by a list': host(text, { propertyNames: { enum: ['a'] } }),
  'what others have to satisfy': host(text, { additionalProperties: text }),
  'less than others have to satisfy': host(
    { type: ['string', 'number'] },
    { additionalProperties: { type: 'string', maxLength: 9 } },
  ),
  'what the pattern of its name asks for': host(text, { patternProperties: { '^h': text } }),
  'a type, in a branch beside one that refuses the name': {
    before: { allOf: [{ properties: { region: text } }, { properties: { region: {} }, ...closed }] },
    after: {
      allOf: [
        { properties: { region: text, host: text } },
        { properties: { region: {}, host: {} }, ...closed },
      ],
    },
  },
  'a type, in a branch of an object that refuses what no branch states': {
    before: { allOf: [{ properties: { region: text } }], unevaluatedProperties: false },
    after: { allOf: [{ properties: { region: text, host: text } }], unevaluatedProperties: false },
  },
  'a type, in all alternatives that refused the name': {
    before: { anyOf: [host(text, closed).before, host(text, { properties: { a: text }, ...closed }).before] },
    after: { anyOf: [host(text, closed).after, host(text, { properties: { a: text }, ...closed }).after] },
  },
};

interface Changed {
  readonly grade: string;
  readonly rule: string;
  readonly from?: string;
  readonly to?: string;
}

const copy = copyWorkspace('packages/contract');
afterAll(() => copy.remove());

let changes: readonly Changed[];

type Document = Readonly<
  Record<'components' | 'paths', Record<string, Record<string, Record<string, unknown>>>>
>;

/** The property of events that an edit is about. */
const places = new Map(
  [...Object.keys(major), ...Object.keys(minor)].map((name, index) => [name, `probe${index}`]),
);

function write(state: keyof Edit, change: (document: Document) => void): void {
  copy.edit(BUNDLE, (json) => {
    const document = JSON.parse(json) as Document & { components: { schemas: Record<string, Schema> } };
    const { schemas } = document.components;
    Object.assign(schemas, {
      ProbeText: text,
      ProbeTree: { type: 'object', properties: { left: { $ref: '#/components/schemas/ProbeTree' } } },
    });
    const properties = schemas.Event?.properties as Record<string, unknown>;
    for (const [name, edit] of Object.entries({ ...major, ...minor }))
      properties[places.get(name) ?? ''] = edit[state];
    change(document);
    return JSON.stringify(document);
  });
}

function git(...args: string[]): void {
  const settings = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  // A Git hook that runs these tests sets its own repository in the environment.
  const { GIT_DIR: _, GIT_INDEX_FILE: __, GIT_WORK_TREE: ___, ...env } = process.env;
  execFileSync('git', [...settings, ...args], { cwd: copy.folder, env, stdio: 'pipe' });
}

beforeAll(async () => {
  write('before', () => {});
  git('init', '--quiet');
  git('add', 'packages/contract/bundles', 'packages/contract/package.json', 'spec/package.json');
  git('commit', '--quiet', '--message', 'a release');
  write('after', ({ components, paths }) => {
    Object.assign(components.schemas?.Response?.properties as object, { host: text });
    const [operation] = Object.values(paths).map(({ post }) => post as { parameters: unknown[] });
    const header = (name: string, schema: object) => ({ name, in: 'header', required: false, schema });
    operation?.parameters.push(header('x-any', text), header('x-listed', { ...text, enum: ['a'] }));
  });
  // It exits with 1 because no changeset announces the change.
  const output = await copy
    .node('packages/contract/src/bin.ts', 'diff', '--base', 'HEAD', '--json')
    .catch(({ stdout }: { stdout: string }) => stdout);
  changes = JSON.parse(output).changes;
}, 600_000);

/** Returns the highest grade among the changes at or below a location. */
function gradeAt(place: string): string {
  const found = changes.filter(({ from, to }) => `${to ?? from}/`.startsWith(`${place}/`));
  return ['major', 'minor', 'patch'].find((grade) => found.some((one) => one.grade === grade)) ?? 'none';
}

const ofEvent = (name: string) => `/components/schemas/Event/properties/${places.get(name)}`;

it.each(Object.keys(major))('grades a new property of an open object as major if it has %s', (name) => {
  expect(gradeAt(ofEvent(name))).toBe('major');
});

it.each(Object.keys(minor))('grades a new property of an object as minor if it has %s', (name) => {
  expect(gradeAt(ofEvent(name))).toBe('minor');
});

it('grades a new response property as minor', () => {
  expect(gradeAt('/components/schemas/Response/properties/host')).toBe('minor');
});

it('grades a new header as major only if it rejects values that were not checked before', () => {
  const own = changes.filter(({ to }) => /\/parameters\/\d+$/.test(to ?? ''));
  expect(own.map(({ grade }) => grade).toSorted()).toEqual(['major', 'minor']);
});
