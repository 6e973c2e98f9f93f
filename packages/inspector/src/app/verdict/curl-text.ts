/** A request as a curl command for a POSIX shell. */
import type { HttpRequest } from '../admin/types.ts';

const BY_CURL = ['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding', 'expect'];

/** Nothing in it is expanded by the shell or read as a file by curl. Credentials are masked, as everywhere. */
export function curlText({ method, target, headers, body }: HttpRequest, origin: string): string {
  const lines = [
    `curl -sSg -X ${quoted(method)} ${quoted(origin + target)}`,
    ...Object.entries(headers)
      .filter(([name]) => !BY_CURL.includes(name))
      .map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...('content-type' in headers || body === '' ? [] : ["-H 'content-type:'"]),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return lines.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
