/** The script with which an HTTP client signs a request before it sends it. Both that we write for come with crypto-js. */
import type { Acs3Scheme, Rpc } from '@pushspec/contract';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from '../samples/credential-variables.ts';
import type { Signing } from '../samples/signing.ts';

/** The script API of an HTTP client, as JavaScript code. */
export interface ScriptDialect {
  /** An expression for the exact body. */
  readonly body: string;
  /** An expression for the value of a variable. */
  readonly variable: (name: string) => string;
  /** A statement that sets a header to the value of an expression. */
  readonly setHeader: (name: string, expression: string) => string;
  /** A statement that sets a header whose name is an expression, too. */
  readonly setHeaderNamed: (name: string, expression: string) => string;
}

/** An operation of a gateway, which is signed with ACS3. */
export interface GatewayOperation {
  readonly rpc: Rpc;
  readonly acs3: Acs3Scheme;
}

/** Returns the lines of JavaScript that sign a request, or `undefined` if it is not signed. */
export function scriptOf(
  { signing, gateway }: { signing: Signing | undefined; gateway: GatewayOperation | undefined },
  dialect: ScriptDialect,
): string[] | undefined {
  if (signing) return signingScript(signing, dialect);
  return gateway && gatewayScript(gateway, dialect);
}

/** Signs a request whose parameters are all in its form, so that the canonical query is empty. */
function gatewayScript({ rpc, acs3 }: GatewayOperation, dialect: ScriptDialect): string[] {
  const { fields, algorithm, selectedBy } = acs3;
  const hash = algorithm.hash.toUpperCase();
  const fixed = [rpc.action, rpc.version].flatMap((one) =>
    one?.header === undefined ? [] : [`['${one.header}', '${one.value}'],`],
  );
  const id = dialect.variable(KEY_ID_VARIABLE);
  return [
    "const crypto = require('crypto-js');",
    `const digest = crypto.${hash}(${dialect.body}).toString();`,
    'const own = [',
    ...fixed.map((line) => `  ${line}`),
    `  ['${fields.timestamp.name}', new Date().toISOString().slice(0, 19) + 'Z'],`,
    `  ['${fields.nonce.name}', Date.now().toString(16) + Math.random().toString(16).slice(2)],`,
    `  ['${fields.digest.name}', digest],`,
    '];',
    `const host = ${dialect.variable(URL_VARIABLE)}.replace(/^https?:\\/\\//, '');`,
    "const signed = [['host', host], ...own].sort(([a], [b]) => (a < b ? -1 : 1));",
    "const names = signed.map(([name]) => name).join(';');",
    "const lines = signed.map(([name, value]) => name + ':' + value);",
    "const canonical = ['POST', '/', '', ...lines, '', names, digest].join('\\n');",
    `const toSign = '${algorithm.value}\\n' + crypto.${hash}(canonical).toString();`,
    `const secret = ${dialect.variable(KEY_SECRET_VARIABLE)};`,
    `const signature = crypto.Hmac${hash}(toSign, secret).toString();`,
    `for (const [name, value] of own) ${dialect.setHeaderNamed('name', 'value')}`,
    dialect.setHeader(
      selectedBy.name,
      `\`${algorithm.value} Credential=\${${id}},SignedHeaders=\${names},Signature=\${signature}\``,
    ),
  ];
}

function signingScript(signing: Signing, dialect: ScriptDialect): string[] {
  const { names, hashes, lines, lineSeparator, keySeparator } = signing;
  const [digest, mac] = [hashes.digest, hashes.signature].map((hash) => hash.toUpperCase());
  const signed = lines.map((line) => ('literal' in line ? `'${line.literal}'` : line.computed));
  return [
    "const crypto = require('crypto-js');",
    `const md5 = crypto.${digest}(${dialect.body}).toString().toUpperCase();`,
    'const date = new Date().toUTCString();',
    'const toSign = [',
    ...signed.map((line) => `  ${line},`),
    `].join(${JSON.stringify(lineSeparator).replaceAll('"', "'")});`,
    `const secret = ${dialect.variable(KEY_SECRET_VARIABLE)};`,
    `const signature = crypto.Hmac${mac}(toSign, secret).toString().toUpperCase();`,
    dialect.setHeader(names.md5, 'md5'),
    dialect.setHeader(names.date, 'date'),
    dialect.setHeader(names.key, `\`\${${dialect.variable(KEY_ID_VARIABLE)}}${keySeparator}\${signature}\``),
  ];
}
