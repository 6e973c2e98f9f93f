/** Java 17 or newer, one file, standard library only. */
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';
import { sampleWords } from './words.ts';

const JAVA_NAMES = { md5: 'md5', date: 'date' };
const words = sampleWords.en;
const INDENT = '        ';
const env = (variable: string) => `System.getenv("${variable}")`;

/** Its comments are English in every language, for the reason that {@link ascii} has. */
export function javaSample(request: SampleRequest): string {
  const { signing } = request;
  const main = [
    `var url = System.getenv().getOrDefault("${URL_VARIABLE}", "${request.server}")`,
    `        + ${pathText(request).join('\n        + ')};`,
    ...(signing ? [`// ${words.once}`] : []),
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
    `// ${words.checks}`,
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

/** Java 17 reads a source in the charset of the machine, which may not have the character. */
function ascii(text: string): string {
  return text.replaceAll(/[^\t\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function pathText({ path }: SampleRequest): string[] {
  return path.map((part) => ('text' in part ? JSON.stringify(part.text) : env(part.variable)));
}

function textBlock(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"""', '\\"""');
  return ascii(`"""\n${escaped.replaceAll(/^/gm, INDENT)}"""`);
}

function bodyLines(request: SampleRequest): string[] {
  const { credentials, itemMember } = request;
  const text = literal(payloadOf(request), jsonStyle);
  const bytes = '.getBytes(StandardCharsets.UTF_8);';
  if (credentials.length === 0) return [`var body = ${textBlock(text)}${bytes}`];
  const members = credentials.map(({ member, isText }) => `"${member}": ${isText ? '"%s"' : '%s'}`);
  const template = `{${[...members, `"${itemMember}": %s`].join(', ')}}`;
  const values = [...credentials.map(({ variable }) => env(variable)), 'items'];
  return [
    `var items = ${textBlock(text)};`,
    `var body = ${JSON.stringify(template)}`,
    `        .formatted(${values.join(`,\n${INDENT.repeat(2)}`)})`,
    `        ${bytes}`,
  ];
}

function signatureLines({ signing }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const algorithm = `Hmac${signing.hashes.signature.toUpperCase()}`;
  const lines = signing.lines.map((line) =>
    'text' in line ? JSON.stringify(line.text) : JAVA_NAMES[line.made],
  );
  return [
    'var hex = HexFormat.of().withUpperCase();',
    `var md5 = hex.formatHex(MessageDigest.getInstance("${signing.hashes.digest.toUpperCase()}").digest(body));`,
    'var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));',
    `// ${words.temporaryKeys(signing.ofTemporaryKeys.join(', '))}`,
    `var stringToSign = String.join(${JSON.stringify(signing.lineSeparator)},`,
    `${lines.map((line) => `        ${line}`).join(',\n')});`,
    `var mac = Mac.getInstance("${algorithm}");`,
    `var secret = ${env(KEY_SECRET_VARIABLE)}.getBytes(StandardCharsets.UTF_8);`,
    `mac.init(new SecretKeySpec(secret, "${algorithm}"));`,
    'var signature = hex.formatHex(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));',
  ];
}

function headerLines({ signing }: SampleRequest): string[] {
  if (signing === undefined) return [];
  const { names, fixed, keySeparator } = signing;
  const set = (name: string, value: string) => `        .header("${name}", ${value})`;
  return [
    set(names.md5, 'md5'),
    set(names.date, 'date'),
    ...fixed.map(([name, value]) => set(name, JSON.stringify(value))),
    set(names.key, `${env(KEY_ID_VARIABLE)} + "${keySeparator}" + signature`),
  ];
}

/** The standard library reads no JSON, so a member is looked for by its name alone. */
function checks({ accepted }: SampleRequest): string[] {
  const tests = accepted.members.map(({ way, value }) => {
    const pattern = JSON.stringify(`"${way.at(-1)}"\\s*:\\s*${JSON.stringify(value)}`);
    return `        || !Pattern.compile(${pattern}).matcher(response.body()).find()`;
  });
  return `${tests.join('\n')}) {`.split('\n');
}
