/** Prints curl samples of a gateway for a POSIX shell: the parameters as a form, signed by `pushspec sign`. */
import { parametersOf } from '@pushspec/contract';
import type { SampleComments } from './sample-comments.ts';
import type { SampleGateway, SampleRequest } from './sample-request.ts';

export function gatewayCurlSample(
  { api, method, server, variables, body }: SampleRequest,
  { rpc }: SampleGateway,
  comments: SampleComments,
): string {
  const option = method === 'POST' ? '' : `-X ${method} `;
  return [
    ...(variables.length > 0
      ? [`# ${comments.needs(variables)}`, `: ${variables.map((name) => `"\${${name}:?}"`).join(' ')}`]
      : []),
    `server='${server}'`,
    // The form names the operation, which `sign` puts into headers.
    `body='${parametersOf(rpc, body)}'`,
    `# ${comments.signedForm}`,
    // Without headers, for example because there is no `pushspec`, nothing is sent.
    `headers=$(printf %s "$body" | pushspec sign ${api} --url "$server") &&`,
    `  printf '%s\\n' "$headers" |`,
    `  curl -sS ${option}"$server/" -H @- --data-raw "$body" -w '\\nHTTP %{http_code}\\n'`,
    '',
  ].join('\n');
}
