/** Writes curl samples for a POSIX shell. They sign with openssl. */
import { isObject, type Json } from '@pushspec/contract';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import type { SampleComments } from './sample-comments.ts';
import type { SampleRequest } from './sample-request.ts';

const SHELL_NAMES = { md5: '$md5', date: '$date' };

/** Returns the sample of a request. */
export function curlSample(request: SampleRequest, comments: SampleComments): string {
  const { variables } = request;
  const lines = request.signing ? signedLines(request, comments) : unsignedLines(request);
  return [...(variables.length > 0 ? [`# ${comments.needs(variables)}`] : []), ...lines, ''].join('\n');
}

/** Returns one command. The shell does not run it if a variable is missing. */
function unsignedLines(request: SampleRequest): string[] {
  const { body, credentials, mediaType } = request;
  const [fence, document] =
    credentials.length === 0 ? ["'JSON'", literal(body, jsonStyle)] : ['JSON', bodyWith(request)];
  return [
    `${curl(request)} \\`,
    `  -H ${quoted(`Content-Type: ${mediaType}`)} \\`,
    `  --data-binary @- -w '\\nHTTP %{http_code}\\n' <<${fence}`,
    document,
    'JSON',
  ];
}

function signedLines(request: SampleRequest, comments: SampleComments): string[] {
  const { body, mediaType, variables } = request;
  const headers = [quoted(`Content-Type: ${mediaType}`), ...signedHeaders(request)];
  return [
    ...(variables.length > 0 ? [`: ${variables.map((name) => `"\${${name}:?}"`).join(' ')}`] : []),
    `# ${comments.once}`,
    `body=$(cat <<'JSON'`,
    literal(body, jsonStyle),
    'JSON',
    ')',
    ...signatureLines(request, comments),
    `printf %s "$body" | ${curl(request)} \\`,
    ...headers.map((header) => `  -H ${header} \\`),
    `  --data-binary @- -w '\\nHTTP %{http_code}\\n'`,
  ];
}

function curl({ method, server, path }: SampleRequest): string {
  const option = method === 'POST' ? '' : `-X ${method} `;
  const address = path.map((part) =>
    'literal' in part ? doubleQuotable(part.literal) : `\${${part.variable}:?}`,
  );
  return `curl -sS ${option}"${doubleQuotable(server)}${address.join('')}"`;
}

/** Escapes a string for a here-document, so that the shell expands nothing in it. */
const unexpanded = (value: string) => value.replaceAll(/[\\$`]/g, '\\$&');

/** Escapes a string for double quotes. */
const doubleQuotable = (value: string) => value.replaceAll(/[\\$`"]/g, '\\$&');

/** Quotes a string with single quotes. */
const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;

/** Returns the body with variables, which the shell expands. */
function bodyWith({ body, credentials }: SampleRequest): string {
  const properties = Object.entries(isObject(body) ? body : {}).map(([name, value]) => {
    const credential = credentials.find(({ property }) => property === name);
    const key = `  ${unexpanded(JSON.stringify(name))}: `;
    if (credential === undefined) return key + unexpanded(literalProperty(value));
    const { variable, isString } = credential;
    return `${key}${isString ? `"\${${variable}:?}"` : `\${${variable}:?}`}`;
  });
  return `{\n${properties.join(',\n')}\n}`;
}

function literalProperty(value: Json): string {
  return literal(value, jsonStyle, { margin: '  ', taken: 12 });
}

/** Returns the value of a variable if it is known, or else the variable, for use in double quotes. */
function credential({ values }: SampleRequest, variable: string): string {
  const value = values[variable];
  return value === undefined ? `\${${variable}:?}` : doubleQuotable(value);
}

function signatureLines(request: SampleRequest, { temporaryKeys }: SampleComments): string[] {
  const { signing } = request;
  if (signing === undefined) return [];
  const stringToSign = signing.lines
    .map((line) => ('literal' in line ? doubleQuotable(line.literal) : SHELL_NAMES[line.computed]))
    .join(signing.lineSeparator);
  const upperHex = "-r | cut -d ' ' -f 1 | tr a-f A-F)";
  return [
    `md5=$(printf %s "$body" | openssl ${signing.hashes.digest} ${upperHex}`,
    `date=$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')`,
    `# ${temporaryKeys(signing.temporaryKeyHeaders.join(', '))}`,
    `string_to_sign="${stringToSign}"`,
    `signature=$(printf %s "$string_to_sign" |`,
    `  openssl dgst -${signing.hashes.signature} -hmac "${credential(request, KEY_SECRET_VARIABLE)}" ${upperHex}`,
  ];
}

function signedHeaders(request: SampleRequest): string[] {
  const { signing } = request;
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  return [
    `"${names.md5}: $md5"`,
    `"${names.date}: $date"`,
    ...fixed.map(([name, value]) => quoted(`${name}: ${value}`)),
    `"${names.key}: ${credential(request, KEY_ID_VARIABLE)}${doubleQuotable(keySeparator)}$signature"`,
  ];
}
