/** A curl command that sends a signed request from a POSIX shell, with the body to the byte. */
import { isUtf8 } from 'node:buffer';

export interface CurlOptions {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Where the body comes from: a file, by the name that the shell will find, or its bytes. */
  body: { file: string } | { bytes: Buffer };
}

/** Several lines for one paste. Nothing in it is expanded by the shell or read as an option by curl. */
export function curlCommand({ method, url, headers, body }: CurlOptions): string {
  const lines = [
    // Square brackets in a path are no pattern.
    `curl -sSg -X ${method} ${quoted(url)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...withoutDefaults(headers),
    `--data-binary ${'file' in body ? quoted(`@${body.file}`) : '@-'}`,
  ];
  const command = lines.join(' \\\n  ');
  return 'file' in body ? command : `${printed(body.bytes)} |\n${command}`;
}

/** curl adds a media type of its own to a body, which nobody has signed. */
function withoutDefaults(headers: CurlOptions['headers']): string[] {
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return hasType ? [] : ["-H 'Content-Type:'"];
}

/**
 * Writes bytes to a pipe. `printf` is built into shells, so that no limit on the length of arguments holds, and a here-document
 * could not end without a line feed. Text that can be read stays readable; all else is written in octal.
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
