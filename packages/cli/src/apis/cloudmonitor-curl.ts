/** Builds a shell command that signs an event with a development key and sends it. */
import { developmentConfig, signedHeaderLines } from '@pushspec/contract';
import { headers, keyHeaders, limits, signing } from '@pushspec/contract/cloudmonitor';

const { path, method, mediaType } = limits.uploadCustomEvents;
const rules = signing.uploadCustomEvents;

/** Headers that the shell computes, so that the command never expires. */
const COMPUTED: Readonly<Record<string, string>> = { [rules.digestHeader]: '$MD5', Date: '$DATE' };

const FIXED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    ...headers.uploadCustomEvents,
    'x-cms-ip': '127.0.0.1',
    'Content-Type': mediaType,
  }).filter((header): header is [string, string] => header[1] !== null),
);

const UPPER_HEX = "| sed 's/.* //' | tr a-f A-F)";

export function cloudMonitorCommand(serverUrl: string): string {
  const [account] = developmentConfig.cloudmonitor.accounts;
  const { accessKeyId = '', accessKeySecret = '' } = account?.keys[0] ?? {};
  const body = JSON.stringify([{ name: 'deploy', content: 'version 1.4 is live' }]);
  const values = rules.parts.flatMap((part) => COMPUTED[part] ?? []);
  const format = rules.parts.map(formatOf).join(rules.lineSeparator).replaceAll('\n', '\\n');
  const sent = [
    `"${keyHeaders.accessKey}: ${accessKeyId}${rules.keySeparator}$SIGNATURE"`,
    ...Object.entries(COMPUTED).map(([name, value]) => `"${name}: ${value}"`),
    ...Object.entries(FIXED).map(([name, value]) => `'${name}: ${value}'`),
  ];
  return [
    `BODY='${body}'`,
    "DATE=$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')",
    `MD5=$(printf %s "$BODY" | openssl ${rules.digestHash} ${UPPER_HEX}`,
    `SIGNATURE=$(printf '${format}' ${values.map((value) => `"${value}"`).join(' ')} |` +
      ` openssl dgst -${rules.signatureHash} -hmac '${accessKeySecret}' ${UPPER_HEX}`,
    `curl -s ${serverUrl}${path} ${sent.map((header) => `-H ${header}`).join(' ')} --data-raw "$BODY"; echo`,
  ].join('\n');
}

/** Returns the `printf` format of one part of the string to sign. */
function formatOf(part: (typeof rules.parts)[number]): string {
  if (part === 'method') return method;
  if (part === 'resource') return path;
  if (part !== 'signed-headers') return FIXED[part] ?? '%s';
  return signedHeaderLines(rules, Object.entries(FIXED)).join(rules.lineSeparator);
}
