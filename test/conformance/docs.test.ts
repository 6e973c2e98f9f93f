/** Checks that the reference pages match the contract and the reference server. */
import { sign as signRequest } from '@pushspec/client/cloudmonitor';
import { checkDocs, loadContract, shownExamples } from '@pushspec/conformance';
import {
  apiNames,
  languages,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  parseConfig,
  profiles,
} from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { playDocsInProcess } from './play-in-process.ts';
import { type ServerTarget, serverTarget } from './server-target.ts';
import { sign } from './sign.ts';

let target: ServerTarget;
beforeAll(async () => {
  target = await serverTarget('documented');
});
afterAll(() => target.close());

it('every example on the pages works as shown', async () => {
  const lines = await playDocsInProcess();
  const counts = lines.map(
    (line) => /^docs of (\S+ \(.+\)): (\d+) of \2 examples$/.exec(line)?.slice(1) ?? line,
  );
  const pages = profiles.flatMap((profile) =>
    apiNames.flatMap((api) => languages.map((language) => `${api} (${language}, ${profile})`)),
  );
  expect(counts.map(([page]) => page).sort()).toEqual(pages.sort());
  expect(counts.filter(([, count]) => Number(count) === 0)).toEqual([]);
});

type Edit = (document: OpenApiDocument) => void;

/** Returns the problems of a Guance page after an edit. */
async function problemsAfter(edit: Edit): Promise<string[]> {
  const shown = structuredClone(loadBundle('guance', 'documented'));
  edit(shown);
  const results = await checkDocs({ shown, contract: loadContract('guance', 'documented'), target, sign });
  return results.flatMap(({ pointer, problems }) =>
    problems.map(({ what }) => `${pointer.replace(/^.*\/post\//, '')}: ${what}`),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: a page may contain anything.
const operationIn = (document: OpenApiDocument) => operationsOf(document)[0]?.operation as any;
// biome-ignore lint/suspicious/noExplicitAny: as above.
const contentIn = (node: any) => node.content['application/json'];

it.each<[string, Edit, string[]]>([
  ['a correct page', () => {}, []],
  [
    'a refused request example',
    (document) => {
      contentIn(operationIn(document).requestBody).examples.fault.value.event.status = 'broken';
    },
    ['requestBody/content/application~1json/examples/fault: request'],
  ],
  [
    'a response example with a different message',
    (document) => {
      contentIn(operationIn(document).responses[403]).examples['invalid-api-key'].value.message = 'No';
    },
    ['responses/403/content/application~1json/examples/invalid-api-key: body /message'],
  ],
  [
    'a response example for an unknown reason',
    (document) => {
      const { examples } = contentIn(operationIn(document).responses[400]);
      examples.tired = examples['event-missing'];
    },
    ['responses/400/content/application~1json/examples/tired: name'],
  ],
  [
    'a missing response example',
    (document) => {
      delete contentIn(operationIn(document).responses[413]).examples['body-too-large'];
    },
    ['responses/413/content/application~1json/examples/body-too-large: page'],
  ],
  [
    'an invalid parameter example',
    (document) => {
      operationIn(document).parameters[0].example = 5;
    },
    ['parameters/0/example: body'],
  ],
  [
    'an example in an unexpected location',
    (document) => {
      operationIn(document).callbacks = { later: { examples: { one: { value: 1 } } } };
    },
    ['callbacks/later/examples/one: location'],
  ],
])('reports the problems of %s', async (_, edit, expected) => {
  expect(await problemsAfter(edit)).toEqual(expected);
});

/** Moves the response 403 of the operation to the components. */
function shareResponse(document: OpenApiDocument): void {
  const operation = operationIn(document);
  document.components.responses = { Refused: operation.responses[403] };
  operation.responses[403] = { $ref: '#/components/responses/Refused' };
}

it('lists the example of a shared response once for each operation that uses it', () => {
  const shown = structuredClone(loadBundle('guance', 'documented'));
  shareResponse(shown);
  const again = { ...structuredClone(operationIn(shown)), operationId: 'again' };
  Object.assign(shown.paths, { '/again': { post: again } });
  const place = '/components/responses/Refused/content/application~1json/examples/invalid-api-key';
  const use = { of: 'response', status: 403, name: 'invalid-api-key' };
  expect(shownExamples(shown).filter(({ pointer }) => pointer === place)).toMatchObject([
    { ...use, operation: operationIn(shown).operationId },
    { ...use, operation: 'again' },
  ]);
});

it('reports the problems of an example of a shared response', async () => {
  const problems = await problemsAfter((document) => {
    const { examples } = contentIn(operationIn(document).responses[403]);
    examples['invalid-api-key'].value.message = 'No';
    shareResponse(document);
  });
  expect(problems).toEqual([
    '/components/responses/Refused/content/application~1json/examples/invalid-api-key: body /message',
    // The contract has them elsewhere.
    'responses/403/content/application~1json/examples/invalid-api-key: page',
    'responses/403/content/application~1json/examples/api-key-missing: page',
  ]);
});

it.each(languages)('the worked signature example is accepted (%s)', async (language) => {
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
