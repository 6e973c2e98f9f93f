/** `pushspec send`, which signs, checks the answer and says how it went. */
import { URL_VARIABLE } from './credential-variables.ts';
import { jsonStyle, literal } from './literal.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';

export function commandLineSample(request: SampleRequest): string {
  return `pushspec send ${request.vendor} --url "\${${URL_VARIABLE}:-${request.server}}" <<'JSON'
${literal(payloadOf(request), jsonStyle)}
JSON
`;
}
