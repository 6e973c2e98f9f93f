/** Servers with an error in handling requests to CloudMonitor's RPC API. */
import { createHash } from 'node:crypto';
import type { WireRequest } from '@pushspec/conformance';
import { limits as rpcLimits } from '@pushspec/contract/cloudmonitor-rpc';
import { exampleResponse } from '../example-responses.ts';
import {
  accepts,
  refuses,
  restates,
  rewrites,
  serverMutants,
  type WrongServer,
  without,
  withoutBody,
} from '../wrong-server.ts';

const ANY = ['accepted', 'bad-request', 'name-missing'];
const { maxBodyBytes, retryAfter } = rpcLimits.putCustomEvent;

const bodyOf = ({ body }: WireRequest) => body?.toString() ?? '';
const queryOf = ({ target }: WireRequest) => target.split('?', 2)[1] ?? '';
const parametersIn = (text: string) => new URLSearchParams(text);
const header = ({ headers }: WireRequest, wanted: string) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
const hasForm = (request: WireRequest) =>
  [...parametersIn(bodyOf(request)).keys()].some((name) => name.startsWith('EventInfo'));
const isSignedInQuery = (request: WireRequest) => parametersIn(queryOf(request)).has('Signature');
const parameter = (request: WireRequest, name: string) =>
  parametersIn(queryOf(request)).get(name) ?? parametersIn(bodyOf(request)).get(name);
const eventsIn = (request: WireRequest) =>
  new Set(
    [queryOf(request), bodyOf(request)]
      .flatMap((text) => [...parametersIn(text).keys()])
      .flatMap((name) => /^EventInfo\.(\d+)\./.exec(name)?.[1] ?? []),
  ).size;

/** Rewrites the message of a wrong signature. */
const withoutStringToSign = rewrites((envelope) =>
  envelope.Code === 'SignatureDoesNotMatch'
    ? {
        ...envelope,
        Message: String(envelope.Message)
          .replace(/server.*$/s, '')
          .trim(),
      }
    : envelope,
);

const servers: Record<string, WrongServer> = {
  'numeric code': {
    wrong: 'The code of its responses is a number.',
    at: ANY,
    ...rewrites((envelope) =>
      Number(envelope.Code) > 0 ? { ...envelope, Code: Number(envelope.Code) } : envelope,
    ),
  },
  'no request id': { wrong: 'Its responses have no RequestId.', at: ANY, ...without('RequestId') },
  'no body': { wrong: 'It responds without a body.', at: ANY, ...withoutBody },
  xml: {
    wrong: 'It calls its responses XML.',
    at: ANY,
    answer: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/xml' } }),
  },
  '200 for all': {
    wrong: 'It responds to refusals with the HTTP status 200.',
    at: ['name-missing', 'signature-mismatch'],
    ...restates((status) => status >= 400, 200),
  },
  '404 as 400': {
    wrong: 'It responds with 400 to an unknown action.',
    at: ['unknown-action'],
    ...restates((status) => status === 404, 400),
  },
  '429 when throttled': {
    wrong: 'It responds with 429 to requests that are too fast.',
    at: ['rate-limited'],
    answer: (answer, { verdict }) =>
      verdict?.reasons[0]?.code === 'rate-limited' ? { ...answer, status: 429 } : answer,
  },
  'no time to wait': {
    wrong: 'It does not say how long to wait when it throttles.',
    at: ['rate-limited'],
    answer(answer) {
      const { [retryAfter.header]: _, ...headers } = answer.headers;
      return { ...answer, headers };
    },
  },
  'time to wait in seconds': {
    wrong: 'It says in seconds how long to wait when it throttles.',
    at: ['rate-limited'],
    answer: (answer) =>
      answer.headers[retryAfter.header] === undefined
        ? answer
        : { ...answer, headers: { ...answer.headers, [retryAfter.header]: '1' } },
  },
  'no string to sign': {
    wrong: 'It does not show the string to sign when a signature is wrong.',
    at: ['signature-mismatch', 'acs3-signature-mismatch'],
    ...withoutStringToSign,
  },
  'masked failure shown': {
    wrong: 'It responds to a failure inside a success with its own status.',
    at: ['masked-failure'],
    answer: (answer, { verdict, contract }) =>
      verdict?.reasons[0]?.code === 'masked-failure' ? exampleResponse(contract, 'internal-error') : answer,
  },
  'GET refused': {
    wrong: 'It refuses GET.',
    at: ['accepted'],
    ...refuses('unsupported-method', ({ method }) => method === 'GET'),
  },
  'prefix unknown': {
    wrong: 'It does not respond below the prefix for proxies.',
    at: ['accepted'],
    ...refuses('unknown-action', ({ target }) => target.startsWith('/rpc/')),
  },
  'form not read': {
    wrong: 'It reads parameters in the query only.',
    at: ['accepted'],
    ...refuses('no-events', hasForm),
  },
  'form not signed': {
    wrong: 'It checks a signature in the query without the fields of the form.',
    at: ['accepted'],
    ...refuses('signature-mismatch', (request) => isSignedInQuery(request) && hasForm(request)),
  },
  'plus kept': {
    wrong: 'It takes + in a parameter for +.',
    at: ['accepted'],
    ...refuses('signature-mismatch', (request) => /\+/.test(queryOf(request) + bodyOf(request))),
  },
  'action in any letter case': {
    wrong: 'It compares the action whatever its letter case.',
    at: ['unknown-action'],
    ...accepts('unknown-action', (request) =>
      /^put(custom)?event$/i.test(parameter(request, 'Action') ?? ''),
    ),
  },
  'any version': { wrong: 'It takes any version.', at: ['invalid-version'], ...accepts('invalid-version') },
  'version of another operation': {
    wrong: 'It takes the version of the other operation.',
    at: ['invalid-version'],
    ...accepts('invalid-version', (request) =>
      ['2019-01-01', '2018-03-08'].includes(parameter(request, 'Version') ?? ''),
    ),
  },
  'nonces forgotten': { wrong: 'It takes a nonce again.', at: ['nonce-used'], ...accepts('nonce-used') },
  'no nonce wanted': {
    wrong: 'It takes requests without a nonce.',
    at: ['nonce-missing'],
    ...accepts('nonce-missing'),
  },
  'offset taken': {
    wrong: 'It takes a timestamp with an offset.',
    at: ['timestamp-format'],
    ...accepts('timestamp-format', (request) => /\+\d\d:\d\d$/.test(parameter(request, 'Timestamp') ?? '')),
  },
  'clock not compared': {
    wrong: 'It takes any time.',
    at: ['timestamp-expired'],
    ...accepts('timestamp-expired'),
  },
  'digest not compared': {
    wrong: 'It does not compare the digest with the body.',
    at: ['acs3-signature-mismatch'],
    ...accepts(
      'acs3-signature-mismatch',
      (request) =>
        header(request, 'x-acs-content-sha256') !==
        createHash('sha256').update(bodyOf(request)).digest('hex'),
    ),
  },
  'header not signed': {
    wrong: 'It takes ACS3 signatures of some of the headers.',
    at: ['authorization-malformed'],
    ...accepts(
      'authorization-malformed',
      (request) => header(request, 'authorization')?.startsWith('ACS3-') === true,
    ),
  },
  'other algorithm': {
    wrong: 'It takes any name of the algorithm.',
    at: ['invalid-signature-method'],
    ...accepts('invalid-signature-method'),
  },
  'token not compared': {
    wrong: 'It does not compare security tokens.',
    at: ['security-token-mismatch'],
    ...accepts('security-token-mismatch'),
  },
  'no token wanted': {
    wrong: 'It takes temporary keys without their token.',
    at: ['security-token-missing'],
    ...accepts('security-token-missing'),
  },
  'permission not checked': {
    wrong: 'It takes keys without the permission.',
    at: ['forbidden'],
    ...accepts('forbidden'),
  },
  'gaps closed': { wrong: 'It closes gaps in the list.', at: ['list-gap'], ...accepts('list-gap') },
  'index from zero': {
    wrong: 'It takes the index 0.',
    at: ['list-index'],
    ...accepts('list-index', (request) => bodyOf(request).includes('.0.')),
  },
  'one of two': {
    wrong: 'It takes a parameter that is sent twice.',
    at: ['repeated-parameter'],
    ...accepts('repeated-parameter'),
  },
  'broken encoding': {
    wrong: 'It takes parameters with broken percent-encoding.',
    at: ['malformed-parameters'],
    ...accepts('malformed-parameters'),
  },
  'single quotes refused': {
    wrong: 'It refuses the single quotes of the old command line.',
    at: ['accepted'],
    ...refuses('malformed-json', (request) => parameter(request, 'EventInfo')?.startsWith("[{'") === true),
  },
  'one hundred events': {
    wrong: 'It takes a hundred events with PutCustomEvent.',
    at: ['too-many-events'],
    ...accepts('too-many-events', (request) => eventsIn(request) > 0 && eventsIn(request) <= 100),
  },
  'size of the encoded form': {
    wrong: 'It measures the form as it is sent.',
    at: ['accepted'],
    ...refuses('too-large', (request) => bodyOf(request).length > maxBodyBytes),
  },
  'empty content refused': {
    wrong: 'It refuses an event with an empty content.',
    at: ['content-empty', 'accepted'],
    ...refuses('content-missing', (request) =>
      [...parametersIn(bodyOf(request))].some(([name, value]) => /\.Content$/.test(name) && value === ''),
    ),
  },
  'blank name taken': { wrong: 'It takes a name of spaces.', at: ['name-blank'], ...accepts('name-blank') },
  'days that do not exist': {
    wrong: 'It takes February 30.',
    at: ['time-format'],
    ...accepts('time-format', (request) => /(0230|0231|0431)T/.test(queryOf(request) + bodyOf(request))),
  },
};

export const cloudMonitorRpcServers = serverMutants('cloudmonitor-rpc', servers);
