/** Go 1.18 or newer, standard library only. */
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';
import type { SampleWords } from './words.ts';

const STOP = ['\tif err != nil {', '\t\tlog.Fatal(err)', '\t}'];
const GO_NAMES = { md5: 'contentMD5', date: 'date' };
const env = (variable: string) => `os.Getenv("${variable}")`;

export function goSample(request: SampleRequest, words: SampleWords): string {
  const { signing } = request;
  return [
    'package main',
    '',
    'import (',
    ...importsOf(request).map((name) => `\t"${name}"`),
    ')',
    '',
    'func main() {',
    `\turl := ${env(URL_VARIABLE)}`,
    '\tif url == "" {',
    `\t\turl = "${request.server}"`,
    '\t}',
    `\turl += ${pathText(request)}`,
    ...(signing ? [`\t// ${words.once}`] : []),
    ...bodyLines(request),
    ...(signing ? signatureLines(request, words) : []),
    '',
    `\trequest, err := http.NewRequest("${request.method}", url, bytes.NewReader(body))`,
    ...STOP,
    `\trequest.Header.Set("Content-Type", "${request.mediaType}")`,
    ...headerLines(request),
    '\tresponse, err := http.DefaultClient.Do(request)',
    ...STOP,
    '\ttext, err := io.ReadAll(response.Body)',
    ...STOP,
    '\tfmt.Println(response.StatusCode, string(text))',
    `\t// ${words.checks}`,
    '\tvar answer map[string]any',
    '\terr = json.Unmarshal(text, &answer)',
    ...insideAnswer(request),
    `\tif err != nil || response.StatusCode != ${request.accepted.status} ||\n\t\t${checks(request)} {`,
    '\t\tos.Exit(1)',
    '\t}',
    '}',
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

function pathText({ path }: SampleRequest): string {
  return path.map((part) => ('text' in part ? JSON.stringify(part.text) : env(part.variable))).join(' + ');
}

function bodyLines(request: SampleRequest): string[] {
  const { credentials, itemMember } = request;
  const text = literal(payloadOf(request), jsonStyle, { taken: 20 });
  // A raw string cannot hold a backtick.
  const raw = text.includes('`') ? JSON.stringify(text) : `\`${text}\``;
  if (credentials.length === 0) return [`\tbody := []byte(${raw})`];
  const rows = credentials.map(({ member, variable, isText }): [string, string] => [
    `"${member}":`,
    isText ? env(variable) : `json.Number(${env(variable)})`,
  ]);
  const width = Math.max(...rows.map(([key]) => key.length));
  return [
    `\titems := json.RawMessage(${raw})`,
    '\tbody, err := json.Marshal(map[string]any{',
    ...[...rows, [`"${itemMember}":`, 'items']].map(
      ([key = '', value]) => `\t\t${key.padEnd(width)} ${value},`,
    ),
    '\t})',
    ...STOP,
  ];
}

function signatureLines({ signing }: SampleRequest, { temporaryKeys }: SampleWords): string[] {
  if (signing === undefined) return [];
  return [
    `\tcontentMD5 := fmt.Sprintf("%X", ${signing.hashes.digest}.Sum(body))`,
    '\tdate := time.Now().UTC().Format(http.TimeFormat)',
    `\t// ${temporaryKeys(signing.ofTemporaryKeys.join(', '))}`,
    '\tstringToSign := strings.Join([]string{',
    ...signing.lines.map(
      (line) => `\t\t${'text' in line ? JSON.stringify(line.text) : GO_NAMES[line.made]},`,
    ),
    `\t}, ${JSON.stringify(signing.lineSeparator)})`,
    `\tmac := hmac.New(${signing.hashes.signature}.New, []byte(${env(KEY_SECRET_VARIABLE)}))`,
    '\tmac.Write([]byte(stringToSign))',
    '\tsignature := fmt.Sprintf("%X", mac.Sum(nil))',
  ];
}

function headerLines({ signing }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  const set = (name: string, value: string) => `\trequest.Header.Set("${name}", ${value})`;
  return [
    set(names.md5, 'contentMD5'),
    set(names.date, 'date'),
    ...fixed.map(([name, value]) => set(name, JSON.stringify(value))),
    set(names.key, `${env(KEY_ID_VARIABLE)}+"${keySeparator}"+signature`),
  ];
}

/** Objects inside the answer; of one that is not there each member is nil. */
function insideAnswer({ accepted }: SampleRequest): string[] {
  const names = accepted.members.flatMap(({ way: [name, inner] }) => (inner === undefined ? [] : [name]));
  return [...new Set(names)].map((name) => `\t${name}, _ := answer["${name}"].(map[string]any)`);
}

function checks({ accepted }: SampleRequest): string {
  const tests = accepted.members.map(({ way, value }) => {
    const [holder = '', name] = way.length === 1 ? ['answer', ...way] : way;
    // A number of an answer is a float64, and unequal to any int.
    const wanted = typeof value === 'number' ? `float64(${value})` : JSON.stringify(value);
    return `${holder}["${name}"] != ${wanted}`;
  });
  return tests.join(' ||\n\t\t');
}
