/** Writes samples for Python 3.9 or newer, with the standard library only. */
import { isObject } from '@pushspec/contract';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { type LiteralStyle, literal } from './literal.ts';
import type { SampleComments } from './sample-comments.ts';
import type { SampleRequest } from './sample-request.ts';

const scalar: LiteralStyle['scalar'] = (value) =>
  value === null ? 'None' : typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
export const style: LiteralStyle = {
  indent: '    ',
  width: 88,
  padding: '',
  trailingComma: true,
  scalar,
  key: (name) => JSON.stringify(name),
};
const env = (variable: string) => `os.environ["${variable}"]`;

/** Returns the sample of a request. */
export function pythonSample(request: SampleRequest, comments: SampleComments): string {
  const { signing, mediaType } = request;
  const headers = [`    "Content-Type": "${mediaType}",`, ...headerLines(request)];
  return [
    ...importLines(request),
    '',
    ...missingLines(request, comments),
    ...urlLines(request),
    bodyLiteral(request),
    ...(signing ? [`# ${comments.once}`] : []),
    'data = json.dumps(body, ensure_ascii=False).encode()',
    ...(signing ? signatureLines(request, comments) : []),
    'headers = {',
    ...headers,
    '}',
    '',
    `request = urllib.request.Request(url, data, headers, method="${request.method}")`,
    'try:',
    '    response = urllib.request.urlopen(request, timeout=30)',
    'except urllib.error.HTTPError as error:',
    '    response = error',
    'text = response.read().decode()',
    'print(response.status, text)',
    `# ${comments.checks}`,
    `if response.status != ${request.accepted.status}:`,
    '    sys.exit(1)',
    'result = json.loads(text)',
    ...checks(request),
    '    sys.exit(1)',
    '',
  ].join('\n');
}

function importLines({ signing, variables }: SampleRequest): string[] {
  return [
    ...(signing ? ['import hashlib', 'import hmac'] : []),
    'import json',
    ...(variables.length > 0 ? ['import os'] : []),
    'import sys',
    'import urllib.error',
    'import urllib.request',
    ...(signing ? ['from email.utils import formatdate'] : []),
  ];
}

function missingLines({ variables }: SampleRequest, comments: SampleComments): string[] {
  if (variables.length === 0) return [];
  return [
    `# ${comments.needs(variables)}`,
    'needed = [',
    ...variables.map((name) => `    "${name}",`),
    ']',
    'missing = [name for name in needed if not os.environ.get(name)]',
    'if missing:',
    `    sys.exit("Set " + " and ".join(missing))`,
    '',
  ];
}

function urlLines(request: SampleRequest): string[] {
  const { server, path, variables } = request;
  if (variables.length === 0) {
    const fullPath = path.map((part) => ('literal' in part ? part.literal : '')).join('');
    return [`url = ${JSON.stringify(server + fullPath)}`];
  }
  return [`url = os.environ.get("${URL_VARIABLE}", "${server}")`, `url += ${pathExpression(request)}`];
}

function pathExpression({ path }: SampleRequest): string {
  if (path.every((part) => 'literal' in part))
    return JSON.stringify(path.map((part) => part.literal).join(''));
  const parts = path.map((part) => ('literal' in part ? part.literal : `{os.environ['${part.variable}']}`));
  return `f"${parts.join('')}"`;
}

function bodyLiteral({ body, credentials }: SampleRequest): string {
  if (credentials.length === 0 || !isObject(body)) return `body = ${literal(body, style, { taken: 7 })}`;
  const properties = Object.entries(body).map(([name, value]) => {
    const credential = credentials.find(({ property }) => property === name);
    const start = `    ${JSON.stringify(name)}: `;
    if (credential === undefined) {
      return `${start}${literal(value, style, { margin: '    ', taken: name.length + 5 })},`;
    }
    const { variable, isString } = credential;
    return `${start}${isString ? env(variable) : `int(${env(variable)})`},`;
  });
  return ['body = {', ...properties, '}'].join('\n');
}

function signatureLines({ signing, values }: SampleRequest, { temporaryKeys }: SampleComments): string[] {
  if (signing === undefined) return [];
  const secret = values[KEY_SECRET_VARIABLE];
  return [
    `md5 = hashlib.${signing.hashes.digest}(data).hexdigest().upper()`,
    'date = formatdate(usegmt=True)',
    `# ${temporaryKeys(signing.temporaryKeyHeaders.join(', '))}`,
    `string_to_sign = ${JSON.stringify(signing.lineSeparator)}.join(`,
    '    [',
    ...signing.lines.map(
      (line) => `        ${'literal' in line ? JSON.stringify(line.literal) : line.computed},`,
    ),
    '    ]',
    ')',
    secret === undefined
      ? `secret = ${env(KEY_SECRET_VARIABLE)}.encode()`
      : `secret = ${JSON.stringify(secret)}.encode()`,
    `mac = hmac.new(secret, string_to_sign.encode(), hashlib.${signing.hashes.signature})`,
    'signature = mac.hexdigest().upper()',
  ];
}

function headerLines({ signing, values }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  const id = values[KEY_ID_VARIABLE] ?? `{os.environ['${KEY_ID_VARIABLE}']}`;
  return [
    `    "${names.md5}": md5,`,
    `    "${names.date}": date,`,
    ...fixed.map(([name, value]) => `    "${name}": "${value}",`),
    `    "${names.key}": f"${id}${keySeparator}{signature}",`,
  ];
}

function checks({ accepted }: SampleRequest): string[] {
  const tests = accepted.properties.map(({ path, value }) => {
    const gets = path.map((name, index) => `.get("${name}"${index < path.length - 1 ? ', {}' : ''})`);
    return `result${gets.join('')} ${typeof value === 'boolean' ? 'is not' : '!='} ${scalar(value)}`;
  });
  const line = `if ${tests.join(' or ')}:`;
  return line.length <= style.width ? [line] : ['if (', `    ${tests.join('\n    or ')}`, '):'];
}
