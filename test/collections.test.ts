/** Checks that the reference server accepts the requests in the collections, including their signing scripts. */
import { createHash, createHmac } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { type ApiName, apiNames, developmentConfig, type Profile, profiles } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { machineFiles } from '../packages/docs/src/machine/machine-files.ts';

const files = machineFiles();
const [metricId, eventId] = developmentConfig.blueking.dataIds;
const accessKey = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const monitor = developmentConfig.guance.monitors[0];

const variables = (url: string): Record<string, string> => {
  return {
    PUSHSPEC_URL: url,
    PUSHSPEC_BLUEKING_METRIC_DATA_ID: String(metricId?.dataId),
    PUSHSPEC_BLUEKING_METRIC_ACCESS_TOKEN: metricId?.accessToken ?? '',
    PUSHSPEC_BLUEKING_EVENT_DATA_ID: String(eventId?.dataId),
    PUSHSPEC_BLUEKING_EVENT_ACCESS_TOKEN: eventId?.accessToken ?? '',
    PUSHSPEC_GUANCE_SECRET: monitor?.secret ?? '',
    PUSHSPEC_GUANCE_SUB_URI: monitor?.subUri ?? '',
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKey?.accessKeyId ?? '',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKey?.accessKeySecret ?? '',
  };
};

/** The crypto-js functions that the scripts call. They read strings as UTF-8 and return digests that print as hex. */
const cryptoJs = {
  MD5: (text: string) => createHash('md5').update(text, 'utf8').digest('hex'),
  SHA256: (text: string) => createHash('sha256').update(text, 'utf8').digest('hex'),
  HmacSHA256: (text: string, secret: string) =>
    createHmac('sha256', secret).update(text, 'utf8').digest('hex'),
  HmacSHA1: (text: string, secret: string) => createHmac('sha1', secret).update(text, 'utf8').digest('hex'),
};
const require = (name: string) => {
  if (name === 'crypto-js') return cryptoJs;
  throw new Error(`the script requires ${name}`);
};

interface Request {
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  script: string;
  tests: string;
}

type Fill = (text: string) => string;

interface PostmanItem {
  name: string;
  request: { method: string; url: string; header: { key: string; value: string }[]; body: { raw: string } };
  event: { listen: string; script: { exec: string[] } }[];
}

function postmanRequests(api: ApiName): Request[] {
  const text = files.get(`collections/${api}.postman_collection.json`) ?? '';
  const { item } = JSON.parse(text) as { item: PostmanItem[] };
  const scriptOf = (events: PostmanItem['event'], listen: string) =>
    events.flatMap((each) => (each.listen === listen ? each.script.exec : [])).join('\n');
  return item.map(({ name, request: { method, url, header, body }, event }) => ({
    name,
    method,
    url,
    headers: Object.fromEntries(header.map(({ key, value }) => [key, value])),
    body: body.raw,
    script: scriptOf(event, 'prerequest'),
    tests: scriptOf(event, 'test'),
  }));
}

function brunoRequests(api: ApiName): Request[] {
  const prefix = `collections/bruno/${api}/`;
  return [...files]
    .filter(([path]) => path.startsWith(prefix) && path.endsWith('.bru') && !path.includes('environments'))
    .map(([path, text]) => {
      const block = (name: string) =>
        new RegExp(`^${name} \\{\\n([\\s\\S]*?)^\\}$`, 'm').exec(text)?.[1]?.replaceAll(/^ {2}/gm, '') ?? '';
      const [, verb = ''] = /^(get|post|put) \{$/m.exec(text) ?? [];
      const headers = block('headers').trimEnd().split('\n');
      return {
        name: path.slice(prefix.length, -'.bru'.length),
        method: verb.toUpperCase(),
        url: /^url: (.+)$/m.exec(block(verb))?.[1] ?? '',
        headers: Object.fromEntries(headers.map((line) => line.split(/: (.*)/).slice(0, 2))),
        body: block('body:(?:json|text)').trimEnd(),
        script: block('script:pre-request'),
        tests: block('tests'),
      };
    });
}

/** Runs a script with the parts of Postman's and Bruno's API that it uses. */
function prepared({ script, body, headers: own }: Request, values: Record<string, string>, fill: Fill) {
  const headers = { ...own };
  const set = (name: string, value: string) => {
    headers[name] = value;
  };
  const pm = {
    variables: { get: (name: string) => values[name], replaceIn: fill },
    request: {
      body: { raw: body },
      headers: { upsert: (one: { key: string; value: string }) => set(one.key, one.value) },
    },
  };
  const bru = { getEnvVar: (name: string) => values[name] };
  const req = { getBody: () => fill(body), setHeader: set };
  runInNewContext(script, { require, pm, bru, req, Date });
  return headers;
}

/** Runs the tests of a request with a response. Returns the failures. */
function failuresOf({ tests }: Request, status: number, text: string): string[] {
  const failures: string[] = [];
  const test = (name: string, run: () => void) => {
    try {
      run();
    } catch (error) {
      failures.push(`${name}: ${(error as Error).message}`);
    }
  };
  const assert = (value: unknown, what = 'value') => ({
    to: {
      equal(expected: unknown) {
        if (value !== expected) throw new Error(`${what} is ${String(value)}, not ${String(expected)}`);
      },
    },
  });
  const pm = { test, expect: assert, response: { code: status, text: () => text } };
  const res = { getStatus: () => status, getBody: () => text };
  runInNewContext(tests, { pm, res, test, expect: assert, JSON });
  return failures;
}

const all = apiNames.flatMap((api) => [
  ...postmanRequests(api).map((request) => ({ api, program: 'Postman', request, name: request.name })),
  ...brunoRequests(api).map((request) => ({ api, program: 'Bruno', request, name: request.name })),
]);

it('both collections have the same requests', () => {
  const of = (program: string) =>
    all.filter((one) => one.program === program).map(({ api, name }) => `${api} ${name}`);
  expect(of('Bruno')).toEqual(of('Postman'));
  expect(of('Bruno').length).toBeGreaterThan(2 * apiNames.length);
});

/** Sends a request of a collection. Returns what its tests find in the response. */
async function run(request: Request, values: Record<string, string>): Promise<string[]> {
  const fill: Fill = (text) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, variable: string) => values[variable] ?? '');
  const headers = prepared(request, values, fill);
  const { url, method, body } = request;
  const response = await fetch(fill(url), { method, headers, body: fill(body) });
  return failuresOf(request, response.status, await response.text());
}

async function startedServer(profile: Profile = 'documented') {
  const server = await createServer({ profile });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return { server, url };
}

it.each(all.flatMap((one) => profiles.map((profile) => ({ ...one, profile }))))(
  'is accepted, and its tests pass: $program $api $name ($profile)',
  async ({ request, profile }) => {
    const { server, url } = await startedServer(profile);
    expect(await run(request, variables(url))).toEqual([]);
    expect(await server.requests()).toMatchObject([{ outcome: 'accepted', reasons: [] }]);
  },
);

it.each(all)('fails its tests if the request is refused: $program $api $name', async ({ api, request }) => {
  const { server, url } = await startedServer();
  server.fail({ api, reason: 'internal-error' });
  const failures = await run(request, variables(url));
  expect(failures[0]).toBe('the status is 200: value is 500, not 200');
  expect(failures).toHaveLength(2);
});

it.each(all.filter(({ api }) => api !== 'blueking'))(
  'fails its tests at a failure with the status 200: $program $api $name',
  async ({ api, request }) => {
    const { server, url } = await startedServer();
    server.fail({ api, reason: 'masked-failure' });
    const failures = await run(request, variables(url));
    expect(failures).toEqual([expect.stringMatching(/^the vendor reports a success: /)]);
  },
);
