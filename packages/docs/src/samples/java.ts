/** Writes samples for Java 17 or newer, in one file, with the standard library only. */
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import { sampleComments } from './sample-comments.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';

const JAVA_NAMES = { md5: 'md5', date: 'date' };
const comments = sampleComments.en;
const INDENT = '        ';
const env = (variable: string) => `env("${variable}")`;

/** A method that reads a variable, or ends the program if it is missing. */
const ENV = [
  '',
  '    static String env(String name) {',
  '        var value = System.getenv(name);',
  '        if (value == null || value.isEmpty()) {',
  '            System.err.println("Set " + name);',
  '            System.exit(1);',
  '        }',
  '        return value;',
  '    }',
];

/** Writes a sample. Its comments are always English, because {@link ascii} explains why the source must be ASCII. */
export function javaSample(request: SampleRequest): string {
  const { signing, variables } = request;
  const main = [
    ...(variables.length > 0 ? [`// ${comments.needs(variables)}`] : []),
    ...urlLines(request),
    ...(signing ? [`// ${comments.once}`] : []),
    ...bodyLines(request),
    ...(signing ? signatureLines(request) : []),
    '',
    'var request = HttpRequest.newBuilder(URI.create(url))',
    `        .header("Content-Type", "${request.mediaType}")`,
    ...headerLines(request),
    `        .method("${request.method}", HttpRequest.BodyPublishers.ofByteArray(body))`,
    '        .build();',
    'var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    'System.out.println(response.statusCode() + " " + response.body());',
    `// ${comments.checks}`,
    `if (response.statusCode() != ${request.accepted.status}`,
    ...checks(request),
    '    System.exit(1);',
    '}',
  ];
  return [
    ...importsOf(request).map((name) => `import ${name};`),
    '',
    'class Sample {',
    '    public static void main(String[] args) throws Exception {',
    ...main
      .join('\n')
      .split('\n')
      .map((line) => (line === '' ? '' : INDENT + line)),
    '    }',
    ...(variables.length > 0 ? ENV : []),
    '}',
    '',
  ].join('\n');
}

function importsOf({ signing }: SampleRequest): string[] {
  const always = [
    'java.net.URI',
    'java.net.http.HttpClient',
    'java.net.http.HttpRequest',
    'java.net.http.HttpResponse',
    'java.nio.charset.StandardCharsets',
    'java.util.regex.Pattern',
  ];
  const toSign = [
    'java.security.MessageDigest',
    'java.time.ZoneOffset',
    'java.time.ZonedDateTime',
    'java.time.format.DateTimeFormatter',
    'java.util.HexFormat',
    'javax.crypto.Mac',
    'javax.crypto.spec.SecretKeySpec',
  ];
  return [...always, ...(signing ? toSign : [])].sort();
}

/** Escapes what is not ASCII. Java 17 reads a source in the charset of the machine, which may not have the character. */
export function ascii(text: string): string {
  return text.replaceAll(/[^\t\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function urlLines(request: SampleRequest): string[] {
  const { server, path, variables } = request;
  if (variables.length === 0) {
    const fullPath = path.map((part) => ('literal' in part ? part.literal : '')).join('');
    return [`var url = ${JSON.stringify(server + fullPath)};`];
  }
  return [
    `var url = System.getenv().getOrDefault("${URL_VARIABLE}", "${server}")`,
    `        + ${pathExpressions(request).join('\n        + ')};`,
  ];
}

function pathExpressions({ path }: SampleRequest): string[] {
  return path.map((part) => ('literal' in part ? JSON.stringify(part.literal) : env(part.variable)));
}

/** Returns a text block, which starts in the column of the body. */
export function textBlock(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""');
  return ascii(`"""\n${escaped.replaceAll(/^/gm, INDENT)}"""`);
}

function bodyLines(request: SampleRequest): string[] {
  const { credentials, itemProperty } = request;
  const isConstant = credentials.length === 0;
  const json = literal(isConstant ? request.body : payloadOf(request), jsonStyle);
  const bytes = '.getBytes(StandardCharsets.UTF_8);';
  if (isConstant) return [`var body = ${textBlock(json)}${bytes}`];
  const properties = credentials.map(
    ({ property, isString }) => `"${property}": ${isString ? '"%s"' : '%s'}`,
  );
  const template = `{${[...properties, `"${itemProperty}": %s`].join(', ')}}`;
  const values = [...credentials.map(({ variable }) => env(variable)), 'items'];
  return [
    `var items = ${textBlock(json)};`,
    `var body = ${JSON.stringify(template)}`,
    `        .formatted(${values.join(`,\n${INDENT.repeat(2)}`)})`,
    `        ${bytes}`,
  ];
}

/** Returns the value of a variable if it is known, or else an expression that reads it. */
function credential(values: SampleRequest['values'], variable: string): string {
  const value = values[variable];
  return value === undefined ? env(variable) : JSON.stringify(value);
}

function signatureLines({ signing, values }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const algorithm = `Hmac${signing.hashes.signature.toUpperCase()}`;
  const lines = signing.lines.map((line) =>
    'literal' in line ? JSON.stringify(line.literal) : JAVA_NAMES[line.computed],
  );
  return [
    'var hex = HexFormat.of().withUpperCase();',
    `var md5 = hex.formatHex(MessageDigest.getInstance("${signing.hashes.digest.toUpperCase()}").digest(body));`,
    'var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));',
    `// ${comments.temporaryKeys(signing.temporaryKeyHeaders.join(', '))}`,
    `var stringToSign = String.join(${JSON.stringify(signing.lineSeparator)},`,
    `${lines.map((line) => `        ${line}`).join(',\n')});`,
    `var mac = Mac.getInstance("${algorithm}");`,
    `var secret = ${credential(values, KEY_SECRET_VARIABLE)}.getBytes(StandardCharsets.UTF_8);`,
    `mac.init(new SecretKeySpec(secret, "${algorithm}"));`,
    'var signature = hex.formatHex(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));',
  ];
}

function headerLines({ signing, values }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  const set = (name: string, value: string) => `        .header("${name}", ${value})`;
  return [
    set(names.md5, 'md5'),
    set(names.date, 'date'),
    ...fixed.map(([name, value]) => set(name, JSON.stringify(value))),
    set(names.key, `${credential(values, KEY_ID_VARIABLE)} + "${keySeparator}" + signature`),
  ];
}

/** Checks the response with patterns, because the standard library cannot parse JSON. */
function checks({ accepted }: SampleRequest): string[] {
  const tests = accepted.properties.map(({ path, value }) => {
    const pattern = JSON.stringify(`"${path.at(-1)}"\\s*:\\s*${JSON.stringify(value)}`);
    return `        || !Pattern.compile(${pattern}).matcher(response.body()).find()`;
  });
  return `${tests.join('\n')}) {`.split('\n');
}
