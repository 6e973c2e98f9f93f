/** Writes samples for `pushspec send`, which signs the request and checks the response. */
import { jsonStyle, literal } from './literal.ts';
import type { SampleComments } from './sample-comments.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';

/** Returns the sample of a request. */
export function commandLineSample(request: SampleRequest, comments: SampleComments): string {
  const { variables, api, server } = request;
  return [
    ...(variables.length > 0 ? [`# ${comments.needs(variables)}`] : []),
    `pushspec send ${api} --url '${server.replaceAll("'", "'\\''")}' <<'JSON'`,
    literal(payloadOf(request), jsonStyle),
    'JSON',
    '',
  ].join('\n');
}
