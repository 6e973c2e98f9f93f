/** curl in a POSIX shell, with openssl for a signature. */
import { isObject, type Json } from '@pushspec/contract';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import type { SampleRequest } from './sample-request.ts';
import type { SampleWords } from './words.ts';

const SHELL_NAMES = { md5: '$md5', date: '$date' };

export function curlSample(request: SampleRequest, words: SampleWords): string {
  const { signing } = request;
  const headers = [quoted(`Content-Type: ${request.mediaType}`), ...signedHeaders(request)];
  const method = request.method === 'POST' ? '' : ` -X ${request.method}`;
  return [
    `url="\${${URL_VARIABLE}:-${expanded(request.server).replaceAll('}', '\\}')}}${pathText(request)}"`,
    ...(signing ? [`# ${words.once}`] : []),
    ...bodyLines(request),
    ...(signing ? signatureLines(request, words) : []),
    `answer=$(printf %s "$body" | curl -sS${method} "$url" \\`,
    ...headers.map((header) => `  -H ${header} \\`),
    `  --data-binary @- -w '\\n%{http_code}')`,
    `printf '%s\\n' "$answer"`,
    `# ${words.checks}`,
    check(request),
    '',
  ].join('\n');
}

function pathText({ path }: SampleRequest): string {
  return path.map((part) => ('text' in part ? expanded(part.text) : `$${part.variable}`)).join('');
}

function bodyLines(request: SampleRequest): string[] {
  const { credentials } = request;
  if (credentials.length === 0) {
    return [`body=$(cat <<'JSON'`, literal(request.body, jsonStyle), 'JSON', ')'];
  }
  return ['body=$(cat <<JSON', bodyWith(request), 'JSON', ')'];
}

/** Text in which the shell expands variables, and takes all else as it is. */
const unexpanded = (text: string) => text.replaceAll(/[\\$`]/g, '\\$&');

/** Text within double quotes. */
const expanded = (text: string) => text.replaceAll(/[\\$`"]/g, '\\$&');

/** A word within single quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The body with the names of variables in it, which the shell replaces. */
function bodyWith({ body, credentials }: SampleRequest): string {
  const members = Object.entries(isObject(body) ? body : {}).map(([name, value]) => {
    const credential = credentials.find(({ member }) => member === name);
    const key = `  ${unexpanded(JSON.stringify(name))}: `;
    if (credential === undefined) return key + unexpanded(literalMember(value));
    const { variable, isText } = credential;
    return `${key}${isText ? `"$${variable}"` : `$${variable}`}`;
  });
  return `{\n${members.join(',\n')}\n}`;
}

function literalMember(value: Json): string {
  return literal(value, jsonStyle, { margin: '  ', taken: 12 });
}

function signatureLines({ signing }: SampleRequest, { temporaryKeys }: SampleWords): string[] {
  if (signing === undefined) return [];
  const text = signing.lines
    .map((line) => ('text' in line ? expanded(line.text) : SHELL_NAMES[line.made]))
    .join(signing.lineSeparator);
  const upperHex = "-r | cut -d ' ' -f 1 | tr a-f A-F)";
  return [
    `md5=$(printf %s "$body" | openssl ${signing.hashes.digest} ${upperHex}`,
    `date=$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')`,
    `# ${temporaryKeys(signing.ofTemporaryKeys.join(', '))}`,
    `string_to_sign="${text}"`,
    `signature=$(printf %s "$string_to_sign" |`,
    `  openssl dgst -${signing.hashes.signature} -hmac "$${KEY_SECRET_VARIABLE}" ${upperHex}`,
  ];
}

function signedHeaders({ signing }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  return [
    `"${names.md5}: $md5"`,
    `"${names.date}: $date"`,
    ...fixed.map(([name, value]) => quoted(`${name}: ${value}`)),
    `"${names.key}: $${KEY_ID_VARIABLE}${expanded(keySeparator)}$signature"`,
  ];
}

/** The last command, so that its result is that of a script, and a shell that it is pasted into stays open. */
function check({ accepted }: SampleRequest): string {
  const { status, members } = accepted;
  // A shell reads no JSON, so a member is looked for by its name alone.
  const greps = members.map(
    ({ way, value }) =>
      `printf '%s' "$answer" | grep -Eq ${quoted(`"${way.at(-1)}" *: *${pattern(JSON.stringify(value))}`)}`,
  );
  const first = `[ "$(printf '%s\\n' "$answer" | tail -n 1)" = ${status} ]`;
  return [first, ...greps].join(' &&\n  ');
}

/** A regular expression of grep that matches a text. */
const pattern = (text: string) => text.replaceAll(/[\\.[\](){}*+?^$|]/g, '\\$&');
