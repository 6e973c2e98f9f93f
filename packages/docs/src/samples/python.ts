/** Python 3.9 or newer, standard library only. */
import { isObject } from '@pushspec/contract';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { type LiteralStyle, literal } from './literal.ts';
import type { SampleRequest } from './sample-request.ts';
import type { SampleWords } from './words.ts';

const scalar: LiteralStyle['scalar'] = (value) =>
  value === null ? 'None' : typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value);
const style: LiteralStyle = {
  indent: '    ',
  width: 88,
  padding: '',
  trailingComma: true,
  scalar,
  key: (name) => JSON.stringify(name),
};
const env = (variable: string) => `os.environ["${variable}"]`;

export function pythonSample(request: SampleRequest, words: SampleWords): string {
  const { signing, mediaType } = request;
  const headers = [`    "Content-Type": "${mediaType}",`, ...headerLines(request)];
  return [
    ...(signing ? ['import hashlib', 'import hmac'] : []),
    'import json',
    'import os',
    'import sys',
    'import urllib.error',
    'import urllib.request',
    ...(signing ? ['from email.utils import formatdate'] : []),
    '',
    `url = os.environ.get("${URL_VARIABLE}", "${request.server}")`,
    `url += ${pathText(request)}`,
    bodyText(request),
    ...(signing ? [`# ${words.once}`] : []),
    'data = json.dumps(body, ensure_ascii=False).encode()',
    ...(signing ? signatureLines(request, words) : []),
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
    `# ${words.checks}`,
    `if response.status != ${request.accepted.status}:`,
    '    sys.exit(1)',
    'answer = json.loads(text)',
    ...checks(request),
    '    sys.exit(1)',
    '',
  ].join('\n');
}

function pathText({ path }: SampleRequest): string {
  if (path.every((part) => 'text' in part)) return JSON.stringify(path.map(({ text }) => text).join(''));
  const parts = path.map((part) => ('text' in part ? part.text : `{os.environ['${part.variable}']}`));
  return `f"${parts.join('')}"`;
}

function bodyText({ body, credentials }: SampleRequest): string {
  if (credentials.length === 0 || !isObject(body)) return `body = ${literal(body, style, { taken: 7 })}`;
  const members = Object.entries(body).map(([name, value]) => {
    const credential = credentials.find(({ member }) => member === name);
    const start = `    ${JSON.stringify(name)}: `;
    if (credential === undefined) {
      return `${start}${literal(value, style, { margin: '    ', taken: name.length + 5 })},`;
    }
    const { variable, isText } = credential;
    return `${start}${isText ? env(variable) : `int(${env(variable)})`},`;
  });
  return ['body = {', ...members, '}'].join('\n');
}

function signatureLines({ signing }: SampleRequest, { temporaryKeys }: SampleWords): string[] {
  if (signing === undefined) return [];
  return [
    `md5 = hashlib.${signing.hashes.digest}(data).hexdigest().upper()`,
    'date = formatdate(usegmt=True)',
    `# ${temporaryKeys(signing.ofTemporaryKeys.join(', '))}`,
    `string_to_sign = ${JSON.stringify(signing.lineSeparator)}.join(`,
    '    [',
    ...signing.lines.map((line) => `        ${'text' in line ? JSON.stringify(line.text) : line.made},`),
    '    ]',
    ')',
    `secret = ${env(KEY_SECRET_VARIABLE)}.encode()`,
    `mac = hmac.new(secret, string_to_sign.encode(), hashlib.${signing.hashes.signature})`,
    'signature = mac.hexdigest().upper()',
  ];
}

function headerLines({ signing }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  return [
    `    "${names.md5}": md5,`,
    `    "${names.date}": date,`,
    ...fixed.map(([name, value]) => `    "${name}": "${value}",`),
    `    "${names.key}": f"{os.environ['${KEY_ID_VARIABLE}']}${keySeparator}{signature}",`,
  ];
}

function checks({ accepted }: SampleRequest): string[] {
  const tests = accepted.members.map(({ way, value }) => {
    const gets = way.map((name, index) => `.get("${name}"${index < way.length - 1 ? ', {}' : ''})`);
    return `answer${gets.join('')} ${typeof value === 'boolean' ? 'is not' : '!='} ${scalar(value)}`;
  });
  const line = `if ${tests.join(' or ')}:`;
  return line.length <= style.width ? [line] : ['if (', `    ${tests.join('\n    or ')}`, '):'];
}
