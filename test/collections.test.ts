/** The requests of the collections, with their scripts, are taken by the reference server. */
import { createHash, createHmac } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { developmentConfig, type Vendor, vendors } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { machineFiles } from '../packages/docs/src/machine/machine-files.ts';

const files = machineFiles();
const [metricId, eventId] = developmentConfig.blueking.dataIds;
const accessKey = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const monitor = developmentConfig.guance.monitors[0];

const variables = (url: string, name: string): Record<string, string> => {
  const dataId = name === 'events' ? eventId : metricId;
  return {
    PUSHSPEC_URL: url,
    PUSHSPEC_BLUEKING_DATA_ID: String(dataId?.dataId),
    PUSHSPEC_BLUEKING_ACCESS_TOKEN: dataId?.accessToken ?? '',
    PUSHSPEC_GUANCE_SECRET: monitor?.secret ?? '',
    PUSHSPEC_GUANCE_SUB_URI: monitor?.subUri ?? '',
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKey?.accessKeyId ?? '',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKey?.accessKeySecret ?? '',
  };
};

/** The two functions of crypto-js that the scripts call: of texts, which it reads as UTF-8, and with digests that print as hexadecimal digits. */
const cryptoJs = {
  MD5: (text: string) => createHash('md5').update(text, 'utf8').digest('hex'),
  HmacSHA1: (text: string, secret: string) => createHmac('sha1', secret).update(text, 'utf8').digest('hex'),
};
const require = (name: string) => {
  if (name === 'crypto-js') return cryptoJs;
  throw new Error(`the script asks for ${name}`);
};

interface Request {
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  script: string;
}

type Fill = (text: string) => string;

interface PostmanItem {
  name: string;
  request: { method: string; url: string; header: { key: string; value: string }[]; body: { raw: string } };
  event?: { script: { exec: string[] } }[];
}

function postmanRequests(vendor: Vendor): Request[] {
  const text = files.get(`collections/${vendor}.postman_collection.json`) ?? '';
  const { item } = JSON.parse(text) as { item: PostmanItem[] };
  return item.map(({ name, request: { method, url, header, body }, event = [] }) => ({
    name,
    method,
    url,
    headers: Object.fromEntries(header.map(({ key, value }) => [key, value])),
    body: body.raw,
    script: event.flatMap(({ script }) => script.exec).join('\n'),
  }));
}

function brunoRequests(vendor: Vendor): Request[] {
  const prefix = `collections/bruno/${vendor}/`;
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
        body: block('body:json').trimEnd(),
        script: block('script:pre-request'),
      };
    });
}

/** Runs the script against the little of each program that it uses. */
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

const all = vendors.flatMap((vendor) => [
  ...postmanRequests(vendor).map((request) => ({ vendor, program: 'Postman', request, name: request.name })),
  ...brunoRequests(vendor).map((request) => ({ vendor, program: 'Bruno', request, name: request.name })),
]);

it('both programs have the same requests', () => {
  const of = (program: string) =>
    all.filter((one) => one.program === program).map(({ vendor, name }) => `${vendor} ${name}`);
  expect(of('Bruno')).toEqual(of('Postman'));
  expect(of('Bruno').length).toBeGreaterThan(2 * vendors.length);
});

it.each(all)('is accepted: $program $vendor $name', async ({ request, name }) => {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const values = variables(url, name);
  const fill: Fill = (text) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, variable: string) => values[variable] ?? '');
  const headers = prepared(request, values, fill);
  await fetch(fill(request.url), { method: request.method, headers, body: fill(request.body) });
  expect(await server.requests()).toMatchObject([{ outcome: 'accepted', reasons: [] }]);
});
