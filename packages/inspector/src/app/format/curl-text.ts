/** Formats a request as a curl command for a POSIX shell. */
import type { HttpRequest } from '../admin/types.ts';

/** Headers that curl sets itself. */
const SET_BY_CURL = [
  'host',
  'content-length',
  'connection',
  'accept-encoding',
  'transfer-encoding',
  'expect',
];

/** Returns a command in which the shell expands nothing and curl reads no file. Credentials are already masked. */
export function curlText({ method, target, headers, body }: HttpRequest, origin: string): string {
  const lines = [
    `curl -sSg -X ${quoted(method)} ${quoted(origin + target)}`,
    ...Object.entries(headers)
      .filter(([name]) => !SET_BY_CURL.includes(name))
      .map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...('content-type' in headers || body === '' ? [] : ["-H 'content-type:'"]),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

/** Quotes a string for a POSIX shell. */
export function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
