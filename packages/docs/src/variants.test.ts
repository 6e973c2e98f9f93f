/** Checks the two variants of the built guides: hosted, and served by a local server. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  apiNames,
  developmentConfig,
  guideAddress,
  LOCAL_SERVER,
  languages,
  loadBundle,
  readContract,
} from '@pushspec/contract';
import { beforeAll, expect, it } from 'vitest';
import { builtGuides } from './guides.fixture.ts';
import { developmentValues, sampleLanguages, serversOf } from './samples/samples.ts';

let root: string;
beforeAll(async () => {
  root = await builtGuides();
});

const guides = apiNames.flatMap((api) => languages.map((language) => ({ api, language })));
const hosted = (path: string) => readFileSync(join(root, path, 'index.html'), 'utf8');
const local = (path: string) => readFileSync(join(root, 'local', path, 'index.html'), 'utf8');

/** Returns the code in each code block. */
function blocksOf(html: string): string[] {
  return [...html.matchAll(/<pre[^>]*>([\s\S]*?)<\/pre>/g)].map(([, code = '']) =>
    code.replace(/<[^>]*>/g, ''),
  );
}

const secrets = apiNames
  .flatMap((api) => {
    const [first] = Object.values(loadBundle(api, 'documented').paths).flatMap((item) => Object.values(item));
    const body = first?.requestBody as {
      content: Record<string, { examples: Record<string, { value: never }> }>;
    };
    const examples = Object.values(Object.values(body.content)[0]?.examples ?? {});
    return examples.flatMap(({ value }) => Object.values(developmentValues(api, value)));
  })
  // Values that are not secret may appear in a contract.
  .filter((value) => value !== 'datakit/push' && !/^\d+$/.test(value));

it.each(guides)(
  'shows a vendor and variables in the hosted guide of $api in $language',
  ({ api, language }) => {
    const html = hosted(guideAddress(api, language));
    const blocks = blocksOf(html);
    expect(blocks.some((code) => code.includes(serversOf(loadBundle(api, 'documented'))[0]?.url ?? ''))).toBe(
      true,
    );
    expect(blocks.join()).toMatch(/PUSHSPEC_\w+|ALIBABA_CLOUD_\w+/);
    expect(blocks.filter((code) => secrets.some((secret) => code.includes(secret)))).toEqual([]);
    expect(html).not.toContain('<ps-');
  },
);

/** Samples that this package signs. Those of a gateway with several schemes use the programs of the vendor. */
const signedHere = guides.filter(({ api }) =>
  readContract(loadBundle(api, 'documented'), { api, profile: 'documented' }).operations.every(
    ({ signingSchemes }) => !signingSchemes,
  ),
);

it.each(signedHere)(
  'shows the server address, development credentials and no variables in the served guide of $api in $language',
  ({ api, language }) => {
    const html = local(guideAddress(api, language));
    const samples = blocksOf(html).filter((code) => code.includes(LOCAL_SERVER));
    // The guide of BlueKing has samples for metrics and for events.
    const kinds = api === 'blueking' ? 2 : 1;
    expect(samples).toHaveLength(6 * kinds);
    expect(samples.filter((code) => !secrets.some((secret) => code.includes(secret)))).toHaveLength(
      // The command line has the development credentials built in.
      kinds,
    );
    expect(samples.join()).not.toMatch(/PUSHSPEC_|ALIBABA_CLOUD_/);
    expect(html).not.toContain('<ps-');
  },
);

it.each([
  ['/blueking/', 'Send events'],
  ['/zh/blueking/', '上报事件'],
])(
  'shows on %s how to send an event in each language, with its data ID and the success response',
  (path, title) => {
    const event = developmentConfig.blueking.dataIds[1];
    const section = local(path).split(`>${title}</h2>`)[1]?.split('<h2')[0] ?? '';
    const blocks = blocksOf(section);
    expect(blocks).toHaveLength(sampleLanguages.length + 1);
    const samples = blocks.slice(0, -1);
    expect(samples.filter((code) => !code.includes('login_failed'))).toEqual([]);
    expect(samples.filter((code) => code.includes(String(event?.accessToken)))).toHaveLength(5);
    expect(blocks.at(-1)).toContain('a75ad22e-3c4f-4481-9096-c4947bf47187');
    expect(hosted(path).split(`>${title}</h2>`)[1]).toContain('PUSHSPEC_BLUEKING_ACCESS_TOKEN');
  },
);

it('has no development credentials next to a vendor host', () => {
  const vendors = apiNames.flatMap((api) => serversOf(loadBundle(api, 'documented')).map(({ url }) => url));
  for (const { api, language } of guides) {
    for (const html of [hosted(guideAddress(api, language)), local(guideAddress(api, language))]) {
      const both = blocksOf(html).filter(
        (code) =>
          secrets.some((secret) => code.includes(secret)) && vendors.some((vendor) => code.includes(vendor)),
      );
      expect(both).toEqual([]);
    }
  }
});

it('has no development credentials on a hosted page about an API', () => {
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(zh[\\/])?((blueking|cloudmonitor|guance|reference)[\\/].*)?index\.html$/.test(path),
  );
  const showing = pages.filter((path) => {
    const html = readFileSync(join(root, path), 'utf8');
    return secrets.some((secret) => html.includes(secret));
  });
  expect(showing).toEqual([]);
});

it.each(['', 'zh/'])(
  'lets the server replace its address in the samples of the tool pages below /%s',
  (prefix) => {
    for (const page of ['send-events', 'inspect-requests', 'admin-api', 'conformance']) {
      const html = local(`/${prefix}${page}/`);
      expect(html).toContain(LOCAL_SERVER);
      expect(html.replaceAll(LOCAL_SERVER, '')).not.toContain(new URL(LOCAL_SERVER).port);
      expect(html.split(/\s+/)).toEqual(hosted(`/${prefix}${page}/`).split(/\s+/));
    }
  },
);

it.each([
  ['', 'The samples expect the server at its default port, 4010.'],
  ['zh/', '示例使用服务器的默认端口 4010。'],
])(
  'names the default port on the tool pages below /%s where a server must not replace it',
  (prefix, note) => {
    for (const page of ['mock-in-tests', 'command-line', 'crashes-and-fleets', 'troubleshooting']) {
      expect(hosted(`/${prefix}${page}/`)).toContain(note);
      expect(existsSync(join(root, 'local', prefix, page))).toBe(false);
    }
  },
);

it('has one set of pages if they do not depend on the server', () => {
  expect(existsSync(join(root, 'local/reference/index.html'))).toBe(false);
});

it.each(guides)('has no English Starlight labels in the Chinese guide of $api', ({ api }) => {
  expect(hosted(guideAddress(api, 'zh'))).not.toMatch(/Section titled|On this page|Skip to content/);
});
