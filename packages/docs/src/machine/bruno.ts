/** A collection as Bruno keeps it: a folder of text files. */
import type { Collection, CollectionRequest } from './collection.ts';
import { type ScriptDialect, signingScript } from './signing-script.ts';

/** File name to text. */
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

function requestFile({ name, method, url, headers, body, signing }: CollectionRequest, seq: number): string {
  const blocks = [
    block('meta', [`name: ${name}`, 'type: http', `seq: ${seq}`]),
    block(method.toLowerCase(), [`url: ${url}`, 'body: json', 'auth: none']),
    block(
      'headers',
      headers.map(([header, value]) => `${header}: ${value}`),
    ),
    block('body:json', body.split('\n')),
    ...(signing ? [block('script:pre-request', signingScript(signing, dialect))] : []),
  ];
  return blocks.join('\n');
}

function block(name: string, lines: readonly string[]): string {
  return `${name} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;
}

const dialect: ScriptDialect = {
  body: 'req.getBody({ raw: true })',
  variable: (name) => `bru.getEnvVar('${name}')`,
  setHeader: (name, expression) => `req.setHeader('${name}', ${expression});`,
};
