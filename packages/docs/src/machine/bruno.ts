/** Formats a collection for Bruno, as a folder of text files. */
import type { Collection, CollectionRequest } from './collection.ts';
import { type ScriptDialect, scriptOf } from './signing-script.ts';
import { type TestDialect, testScript } from './test-script.ts';

/** Returns the files of the collection: content by path. */
export function brunoFiles({ title, variables, requests }: Collection): Map<string, string> {
  const settings = { version: '1', name: title, type: 'collection' };
  const vars = variables.map(([name, value]) => `  ${name}: ${value}`);
  return new Map([
    ['bruno.json', `${JSON.stringify(settings, undefined, 2)}\n`],
    ['environments/vendor.bru', `vars {\n${vars.join('\n')}\n}\n`],
    ...requests.map((request, index): [string, string] => [
      `${request.name}.bru`,
      requestFile(request, index + 1),
    ]),
  ]);
}

function requestFile(request: CollectionRequest, seq: number): string {
  const { name, method, url, headers, body, isForm, accepted } = request;
  const script = scriptOf(request, dialect);
  const language = isForm ? 'text' : 'json';
  const blocks = [
    block('meta', [`name: ${name}`, 'type: http', `seq: ${seq}`]),
    block(method.toLowerCase(), [`url: ${url}`, `body: ${language}`, 'auth: none']),
    block(
      'headers',
      headers.map(([header, value]) => `${header}: ${value}`),
    ),
    block(`body:${language}`, body.split('\n')),
    ...(script ? [block('script:pre-request', script)] : []),
    block('tests', testScript(accepted, tests)),
  ];
  return blocks.join('\n');
}

function block(name: string, lines: readonly string[]): string {
  return `${name} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;
}

const tests: TestDialect = {
  test: 'test',
  status: 'res.getStatus()',
  body: 'res.getBody()',
  expect: 'expect',
};

const dialect: ScriptDialect = {
  body: 'req.getBody({ raw: true })',
  variable: (name) => `bru.getEnvVar('${name}')`,
  setHeader: (name, expression) => dialect.setHeaderNamed(`'${name}'`, expression),
  setHeaderNamed: (name, expression) => `req.setHeader(${name}, ${expression});`,
};
