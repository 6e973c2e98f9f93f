/** Writes samples for Go 1.18 or newer, with the standard library only. */
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import type { SampleComments } from './sample-comments.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';

const STOP_ON_ERROR = ['\tif err != nil {', '\t\tlog.Fatal(err)', '\t}'];
const GO_NAMES = { md5: 'contentMD5', date: 'date' };
const env = (variable: string) => `env("${variable}")`;

/** A function that reads a variable, or ends the program if it is missing. */
const ENV = [
  '',
  'func env(name string) string {',
  '\tvalue := os.Getenv(name)',
  '\tif value == "" {',
  '\t\tlog.Fatal("Set " + name)',
  '\t}',
  '\treturn value',
  '}',
];

/** Returns the sample of a request. */
export function goSample(request: SampleRequest, comments: SampleComments): string {
  const { signing, variables } = request;
  return [
    'package main',
    '',
    'import (',
    ...importsOf(request).map((name) => `\t"${name}"`),
    ')',
    '',
    ...(variables.length > 0 ? [`// ${comments.needs(variables)}`] : []),
    'func main() {',
    ...urlLines(request),
    ...(signing ? [`\t// ${comments.once}`] : []),
    ...bodyLines(request),
    ...(signing ? signatureLines(request, comments) : []),
    '',
    `\trequest, err := http.NewRequest("${request.method}", url, bytes.NewReader(body))`,
    ...STOP_ON_ERROR,
    `\trequest.Header.Set("Content-Type", "${request.mediaType}")`,
    ...headerLines(request),
    '\tresponse, err := http.DefaultClient.Do(request)',
    ...STOP_ON_ERROR,
    '\ttext, err := io.ReadAll(response.Body)',
    ...STOP_ON_ERROR,
    '\tfmt.Println(response.StatusCode, string(text))',
    `\t// ${comments.checks}`,
    '\tvar result map[string]any',
    '\terr = json.Unmarshal(text, &result)',
    ...nestedObjects(request),
    `\tif err != nil || response.StatusCode != ${request.accepted.status} ||\n\t\t${checks(request)} {`,
    '\t\tos.Exit(1)',
    '\t}',
    '}',
    ...(variables.length > 0 ? ENV : []),
    '',
  ].join('\n');
}

function importsOf({ signing }: SampleRequest): string[] {
  const always = ['bytes', 'encoding/json', 'fmt', 'io', 'log', 'net/http', 'os'];
  const toSign = signing
    ? [
        'crypto/hmac',
        `crypto/${signing.hashes.digest}`,
        `crypto/${signing.hashes.signature}`,
        'strings',
        'time',
      ]
    : [];
  return [...always, ...toSign].sort();
}

function urlLines(request: SampleRequest): string[] {
  const { server, path, variables } = request;
  if (variables.length === 0) {
    const fullPath = path.map((part) => ('literal' in part ? part.literal : '')).join('');
    return [`\turl := ${JSON.stringify(server + fullPath)}`];
  }
  return [
    `\turl := os.Getenv("${URL_VARIABLE}")`,
    '\tif url == "" {',
    `\t\turl = "${server}"`,
    '\t}',
    `\turl += ${pathExpression(request)}`,
  ];
}

function pathExpression({ path }: SampleRequest): string {
  return path
    .map((part) => ('literal' in part ? JSON.stringify(part.literal) : env(part.variable)))
    .join(' + ');
}

function bodyLines(request: SampleRequest): string[] {
  const { credentials, itemProperty } = request;
  const isConstant = credentials.length === 0;
  const json = literal(isConstant ? request.body : payloadOf(request), jsonStyle, { taken: 20 });
  // A raw string cannot hold a backtick.
  const raw = json.includes('`') ? JSON.stringify(json) : `\`${json}\``;
  if (isConstant) return [`\tbody := []byte(${raw})`];
  const rows = credentials.map(({ property, variable, isString }): [string, string] => [
    `"${property}":`,
    isString ? env(variable) : `json.Number(${env(variable)})`,
  ]);
  const width = Math.max(...rows.map(([key]) => key.length));
  return [
    `\titems := json.RawMessage(${raw})`,
    '\tbody, err := json.Marshal(map[string]any{',
    ...[...rows, [`"${itemProperty}":`, 'items']].map(
      ([key = '', value]) => `\t\t${key.padEnd(width)} ${value},`,
    ),
    '\t})',
    ...STOP_ON_ERROR,
  ];
}

/** Returns the value of a variable if it is known, or else an expression that reads it. */
function credential(values: SampleRequest['values'], variable: string): string {
  const value = values[variable];
  return value === undefined ? env(variable) : JSON.stringify(value);
}

function signatureLines({ signing, values }: SampleRequest, { temporaryKeys }: SampleComments): string[] {
  if (signing === undefined) return [];
  return [
    `\tcontentMD5 := fmt.Sprintf("%X", ${signing.hashes.digest}.Sum(body))`,
    '\tdate := time.Now().UTC().Format(http.TimeFormat)',
    `\t// ${temporaryKeys(signing.temporaryKeyHeaders.join(', '))}`,
    '\tstringToSign := strings.Join([]string{',
    ...signing.lines.map(
      (line) => `\t\t${'literal' in line ? JSON.stringify(line.literal) : GO_NAMES[line.computed]},`,
    ),
    `\t}, ${JSON.stringify(signing.lineSeparator)})`,
    `\tmac := hmac.New(${signing.hashes.signature}.New, []byte(${credential(values, KEY_SECRET_VARIABLE)}))`,
    '\tmac.Write([]byte(stringToSign))',
    '\tsignature := fmt.Sprintf("%X", mac.Sum(nil))',
  ];
}

function headerLines({ signing, values }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  const set = (name: string, value: string) => `\trequest.Header.Set("${name}", ${value})`;
  return [
    set(names.md5, 'contentMD5'),
    set(names.date, 'date'),
    ...fixed.map(([name, value]) => set(name, JSON.stringify(value))),
    set(names.key, `${credential(values, KEY_ID_VARIABLE)}+"${keySeparator}"+signature`),
  ];
}

/** Reads the objects inside the response. The properties of a missing object are nil. */
function nestedObjects({ accepted }: SampleRequest): string[] {
  const names = accepted.properties.flatMap(({ path: [name, inner] }) => (inner === undefined ? [] : [name]));
  return [...new Set(names)].map((name) => `\t${name}, _ := result["${name}"].(map[string]any)`);
}

function checks({ accepted }: SampleRequest): string {
  const tests = accepted.properties.map(({ path, value }) => {
    const [holder = '', name] = path.length === 1 ? ['result', ...path] : path;
    // A number in a response is a float64, which is not equal to any int.
    const expected = typeof value === 'number' ? `float64(${value})` : JSON.stringify(value);
    return `${holder}["${name}"] != ${expected}`;
  });
  return tests.join(' ||\n\t\t');
}
