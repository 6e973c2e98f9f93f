/** Runs the curl samples of the docs in a shell in which the test replaces `curl` and `openssl` by functions. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Json,
  loadBundle,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  withoutTimes,
} from '@pushspec/contract';
import { samplesOf } from '@pushspec/docs/samples';
import { expect, it, onTestFinished } from 'vitest';
import { type JsonApi, jsonApis } from '../json-apis.ts';

/** Records the body and the arguments, and responds with a success that has the given body. */
const PROGRAMS = `
curl() { cat > body; for one in "$@"; do printf '%s\\n' "$one"; done > arguments; cat answer; }
openssl() { cat > signed; printf 'abcdef *stdin\\n'; }
`;

interface Shown {
  readonly body: unknown;
  readonly arguments: readonly string[];
  /** The string that was signed last. */
  readonly signed: string;
}

const VARIABLES = {
  PUSHSPEC_BLUEKING_DATA_ID: '7',
  PUSHSPEC_BLUEKING_ACCESS_TOKEN: 'token',
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'key-id',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'key-secret',
  PUSHSPEC_GUANCE_SECRET: 'secret',
  PUSHSPEC_GUANCE_SUB_URI: 'a/b',
};

/** Runs the first curl sample of a contract. The response is the contract's success example. */
function run(api: JsonApi, bundle: OpenApiDocument): Shown {
  const [entry] = operationsOf(bundle);
  const [sample] = entry ? samplesOf({ api, bundle, language: 'en' }, entry) : [];
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-curl-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const answer = "printf '{}\\n200' > answer\n";
  const script = `cd '${folder}'\n${PROGRAMS}${answer}${sample?.source}true\n`;
  execFileSync('sh', ['-c', script], { env: { PATH: process.env.PATH, ...VARIABLES }, stdio: 'pipe' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return {
    body: JSON.parse(read('body')),
    arguments: read('arguments').split('\n'),
    signed: api === 'cloudmonitor' ? read('signed') : '',
  };
}

interface RequestBody {
  readonly content: Record<string, { readonly examples: Record<string, { value: unknown }> }>;
}

/** Returns the contract with a changed body as its first example. */
function withExample(api: JsonApi, change: (body: object) => unknown): [OpenApiDocument, unknown] {
  const bundle = structuredClone(loadBundle(api, 'documented'));
  const requestBody = operationsOf(bundle)[0]?.operation.requestBody as RequestBody | undefined;
  const [example] = Object.values(requestBody?.content ?? {}).flatMap(({ examples }) =>
    Object.values(examples),
  );
  if (example === undefined) throw new Error(`the contract of ${api} has no example`);
  example.value = change(example.value as object);
  return [bundle, example.value];
}

/** Strings that a shell would interpret, for every location of a string in an example. */
const strings: readonly string[] = [
  'C:\\temp\\new',
  'ends with \\',
  '\\\\server\\share',
  '\\n is no line end, and \n is one',
  '\\$HOME and $HOME',
  '$(touch run) `touch run`',
  'it\'s "quoted" and \\"escaped\\"',
  '%s %d 100%',
  '!! # ; & | < > * ? ~ {a,b} [c]',
  'JSON',
  '磁盘 🚀 \u2028',
  '\ttab\u0001',
];

it.each(jsonApis.flatMap((api) => strings.map((text) => [api, text] as const)))(
  'the curl sample of %s sends the string %j as in the example, apart from times',
  (api, text) => {
    const [bundle, body] = withExample(api, (value) => hostile(value, text));
    const shown = run(api, bundle).body as object;
    // The shell fills in the credentials.
    expect(withoutCredentials(shown)).toEqual(
      withoutCredentials(
        withoutTimes(bundle, operationsOf(bundle)[0] as OperationEntry, body as Json) as object,
      ),
    );
  },
);

/** Puts the string into every value that is a string, and into a name. */
function hostile(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((one) => hostile(one, text));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    name === 'access_token' ? one : hostile(one, text),
  ]);
  const isInner = !('data' in value) && !('event' in value);
  return Object.fromEntries([...entries, ...(isInner ? [[`name ${text}`, 1]] : [])]);
}

const withoutCredentials = (body: object) =>
  JSON.parse(
    JSON.stringify(body, (name, value) => (/^(data_id|access_token)$/.test(name) ? 'credential' : value)),
  );

it.each(jsonApis)('sends the example of %s as lines of JSON, with the credentials', (api) => {
  const [bundle] = withExample(api, (body) => body);
  const { body, arguments: args } = run(api, bundle);
  const all = `${JSON.stringify(body)} ${args.join(' ')}`;
  const expected = { blueking: ['token', '7'], cloudmonitor: ['key-id:'], guance: ['/secret/a/b'] };
  for (const text of expected[api]) expect(all).toContain(text);
});

it.each([`it's`, 'a\\b', '$HOME', '`id`', '"x"'])(
  'sends and signs a header as the contract states it: %s',
  (value) => {
    const bundle = structuredClone(loadBundle('cloudmonitor', 'documented'));
    const parameters = operationsOf(bundle)[0]?.operation.parameters as {
      name: string;
      required?: boolean;
      schema: Record<string, unknown>;
    }[];
    const version = parameters.find(({ name }) => name === 'x-cms-api-version');
    Object.assign(version?.schema as object, { enum: [value] });
    const { arguments: args, signed } = run('cloudmonitor', bundle);
    expect(args).toContain(`x-cms-api-version: ${value}`);
    expect(signed.split('\n')).toContain(`x-cms-api-version:${value}`);
  },
);

it('expands only variables in a server URL', () => {
  const bundle = structuredClone(loadBundle('guance', 'documented'));
  Object.assign((bundle.servers as object[])[0] as object, {
    url: 'https://a.example/$HOME`id`{x}"\\',
    variables: {},
  });
  expect(run('guance', bundle).arguments).toContain(
    'https://a.example/$HOME`id`{x}"\\/api/v1/push-events/secret/a/b',
  );
});
