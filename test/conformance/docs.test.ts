/** What the reference pages show is what the contract says and what the reference server does. */
import { sign as signRequest } from '@pushspec/client/cloudmonitor';
import { loadContract, playDocs, shownExamples } from '@pushspec/conformance';
import {
  languages,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  parseConfig,
  profiles,
  vendors,
} from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { playDocsApart } from './play-apart.ts';
import { type ServerTarget, serverTarget } from './server-target.ts';
import { sign } from './sign.ts';

let target: ServerTarget;
beforeAll(async () => {
  target = await serverTarget('documented');
});
afterAll(() => target.close());

it('every example on the pages is played, and comes out as it is shown', async () => {
  const lines = await playDocsApart();
  const counts = lines.map(
    (line) => /^docs of (\S+ \(.+\)): (\d+) of \2 examples$/.exec(line)?.slice(1) ?? line,
  );
  const pages = profiles.flatMap((profile) =>
    vendors.flatMap((vendor) => languages.map((language) => `${vendor} (${language}, ${profile})`)),
  );
  expect(counts.map(([page]) => page).sort()).toEqual(pages.sort());
  expect(counts.filter(([, count]) => Number(count) === 0)).toEqual([]);
});

type Edit = (document: OpenApiDocument) => void;

/** What is found wrong with a page of Guance that was altered. */
async function problemsAfter(edit: Edit): Promise<string[]> {
  const shown = structuredClone(loadBundle('guance', 'documented'));
  edit(shown);
  const results = await playDocs({ shown, contract: loadContract('guance', 'documented'), target, sign });
  return results.flatMap(({ pointer, problems }) =>
    problems.map(({ what }) => `${pointer.replace(/^.*\/post\//, '')}: ${what}`),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: a page may hold anything.
const operationIn = (document: OpenApiDocument) => operationsOf(document)[0]?.operation as any;
// biome-ignore lint/suspicious/noExplicitAny: as above.
const contentIn = (node: any) => node.content['application/json'];

it.each<[string, Edit, string[]]>([
  ['a page as it should be has no problem', () => {}, []],
  [
    'a request that is refused',
    (document) => {
      contentIn(operationIn(document).requestBody).examples.fault.value.event.status = 'broken';
    },
    ['requestBody/content/application~1json/examples/fault: request'],
  ],
  [
    'an answer with another wording',
    (document) => {
      contentIn(operationIn(document).responses[403]).examples['invalid-api-key'].value.message = 'No';
    },
    ['responses/403/content/application~1json/examples/invalid-api-key: body /message'],
  ],
  [
    'an answer of a reason that there is not',
    (document) => {
      const { examples } = contentIn(operationIn(document).responses[400]);
      examples.tired = examples['event-missing'];
    },
    ['responses/400/content/application~1json/examples/tired: name'],
  ],
  [
    'a page that has lost an answer',
    (document) => {
      delete contentIn(operationIn(document).responses[413]).examples['body-too-large'];
    },
    ['responses/413/content/application~1json/examples/body-too-large: page'],
  ],
  [
    'the value of a parameter that its schema refuses',
    (document) => {
      operationIn(document).parameters[0].example = 5;
    },
    ['parameters/0/example: body'],
  ],
  [
    'an example at a place where none was before',
    (document) => {
      operationIn(document).callbacks = { later: { examples: { one: { value: 1 } } } };
    },
    ['callbacks/later/examples/one: place'],
  ],
])('is found: %s', async (_, edit, expected) => {
  expect(await problemsAfter(edit)).toEqual(expected);
});

it.each(languages)('the signature that is worked through in the text is accepted (%s)', async (language) => {
  const document = loadBundle('cloudmonitor', 'documented', language);
  const [entry] = operationsOf(document);
  const text = String(entry?.operation.description);
  const [, stringToSign = '', header = ''] =
    /```\n([\s\S]+?)\n```[\s\S]+?```\n([\s\S]+?)\n```/.exec(text) ?? [];
  const [method = '', md5 = '', type = '', date = '', ...rest] = stringToSign.split('\n');
  const path = rest.pop() ?? '';
  const [, accessKeyId = '', signature] = /^Authorization: (.+):(.+)$/.exec(header) ?? [];
  const accessKeySecret = ['testsecret'].find((secret) => text.includes(`\`${secret}\``)) ?? '';
  const headers = {
    'content-md5': md5,
    'content-type': type,
    date,
    ...Object.fromEntries(rest.map((line) => line.split(/:(.*)/).slice(0, 2))),
  };
  const body = JSON.stringify(
    shownExamples(document).find((shown) => shown.of === 'request' && shown.name === 'documentation')?.value,
  );
  const config = parseConfig({
    cloudmonitor: { accounts: [{ id: 'text', authorized: true, keys: [{ accessKeyId, accessKeySecret }] }] },
  });
  const server = await createServer({ config, clock: () => Date.parse(date) });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });

  const signed = signRequest({
    method,
    requestTarget: path,
    headers,
    body: Buffer.from(body),
    accessKeyId,
    accessKeySecret,
  });
  expect(signed.signature).toBe(signature);
  const authorization = `${accessKeyId}:${signature}`;
  await fetch(url + path, { method, body, headers: { ...headers, authorization } });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', reasons: [] }]);
  expect(text).toContain(String(Buffer.byteLength(body)));
});
