/** Formats a signed request as a curl command for a POSIX shell. The body keeps its exact bytes. */
import { isUtf8 } from 'node:buffer';

export interface CurlOptions {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** The body: a file name for the shell, or the bytes. */
  body: { file: string } | { bytes: Buffer };
}

/** Returns a command to paste. The shell expands nothing in it, and curl reads no value as an option. */
export function curlCommand({ method, url, headers, body }: CurlOptions): string {
  const lines = [
    // -g: square brackets in a path are not a pattern.
    `curl -sSg -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...withoutDefaults(headers),
    `--data-binary ${'file' in body ? quoted(`@${body.file}`) : '@-'}`,
  ];
  const command = lines.join(' \\\n  ');
  return 'file' in body ? command : `${printed(body.bytes)} |\n${command}`;
}

/** Removes the Content-Type that curl adds by default, because it is not signed. */
function withoutDefaults(headers: CurlOptions['headers']): string[] {
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return hasType ? [] : ["-H 'Content-Type:'"];
}

/**
 * Returns a command that prints the bytes. `printf` is a shell builtin, so argument length limits do not apply. A
 * here-document would always end with a line feed. Readable text stays readable, and everything else is written in octal.
 */
function printed(bytes: Buffer): string {
  const text = isUtf8(bytes) ? bytes.toString('utf8') : undefined;
  if (text !== undefined && !/(?!\n)\p{Cc}/u.test(text)) return `printf %s ${quoted(text)}`;
  const octal = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[\w ,.:;=?/{}[\]"]/.test(character) ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `printf '${octal.join('')}'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
