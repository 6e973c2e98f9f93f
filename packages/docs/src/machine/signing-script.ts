/** The script with which an HTTP client signs a request before it sends it. Both that we write for come with crypto-js. */
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE } from '../samples/credential-variables.ts';
import type { Signing } from '../samples/signing.ts';

/** How a client's scripts get at the request. */
export interface ScriptDialect {
  /** An expression: the text of the body, to the byte. */
  readonly body: string;
  /** An expression for the value of a variable. */
  readonly variable: (name: string) => string;
  /** A statement that sets a header to the value of an expression. */
  readonly setHeader: (name: string, expression: string) => string;
}

/** Lines of JavaScript. */
export function signingScript(signing: Signing, dialect: ScriptDialect): string[] {
  const { names, hashes, lines, lineSeparator, keySeparator } = signing;
  const [digest, mac] = [hashes.digest, hashes.signature].map((hash) => hash.toUpperCase());
  const signed = lines.map((line) => ('text' in line ? `'${line.text}'` : line.made));
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
