/** Servers with an error in handling Guance external events. */
import type { WireRequest } from '@pushspec/conformance';
import type { JsonObject } from '@pushspec/contract';
import { exampleResponse } from '../example-responses.ts';
import {
  accepts,
  asHtml,
  bound,
  jsonOf,
  limits,
  refuses,
  restates,
  rewrites,
  serverMutants,
  type WrongServer,
  without,
  withoutBody,
} from '../wrong-server.ts';

const ANY = ['accepted', 'bad-request', 'status-missing'];

function eventOf(request: WireRequest): JsonObject {
  return ((jsonOf(request) as JsonObject | undefined)?.event ?? {}) as JsonObject;
}

const hasKey = ({ headers }: WireRequest) =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'df-api-key');

const servers: Record<string, WrongServer> = {
  'success as text': {
    wrong: 'The member success of its answers is a text.',
    at: ANY,
    ...rewrites((envelope) => ({ ...envelope, success: String(envelope.success) })),
  },
  'code as text': {
    wrong: 'The code of its answers is a text.',
    at: ANY,
    ...rewrites((envelope) => ({ ...envelope, code: String(envelope.code) })),
  },
  'no message': { wrong: 'Its answers have no message.', at: ANY, ...without('message') },
  'no error code': { wrong: 'Its answers have no errorCode.', at: ANY, ...without('errorCode') },
  html: { wrong: 'It calls its answers HTML.', at: ANY, ...asHtml },
  'no body': { wrong: 'It answers without a body.', at: ANY, ...withoutBody },
  '200 for all': {
    wrong: 'It answers refusals with the HTTP status 200.',
    at: ['status-missing', 'invalid-api-key'],
    ...restates((status) => status >= 400, 200),
  },
  '429 for too many': {
    wrong: 'It answers what comes too fast with 429.',
    at: ['rate-limited-key', 'rate-limited-workspace'],
    ...restates((status) => status === 401, 429),
  },
  '401 for a wrong key': {
    wrong: 'It answers a wrong API key with 401.',
    at: ['invalid-api-key'],
    ...restates((status) => status === 403, 401),
  },
  '404 for an unknown secret': {
    wrong: 'It answers with 404 where no monitor has the secret.',
    at: ['unknown-secret'],
    answer: (answer, { verdict, contract }) =>
      verdict?.warnings.some(({ code }) => code === 'unknown-secret') ||
      verdict?.reasons.some(({ code }) => code === 'unknown-secret')
        ? exampleResponse(contract, 'unknown-path')
        : answer,
  },
  'unknown secret taken': {
    wrong: 'It keeps events for secrets that no monitor has.',
    at: ['unknown-secret'],
    verdict: (verdict) => ({
      ...verdict,
      outcome: verdict.outcome === 'ignored' ? 'accepted' : verdict.outcome,
    }),
  },
  'status in any case': {
    wrong: 'It takes a status in capital letters.',
    at: ['status-invalid'],
    ...accepts('status-invalid', (request) => {
      const { status } = eventOf(request);
      return typeof status === 'string' && status !== status.toLowerCase();
    }),
  },
  'status of any name': {
    wrong: 'It takes any status.',
    at: ['status-invalid'],
    ...accepts('status-invalid'),
  },
  'fatal refused': {
    wrong: 'It does not know the status fatal.',
    at: ['accepted'],
    ...refuses('status-invalid', (request) => eventOf(request).status === 'fatal'),
  },
  'collision not seen': {
    wrong: 'It takes a field of the user that is named like a tag.',
    at: ['custom-field-collides'],
    ...accepts('custom-field-collides'),
  },
  'prefix not seen': {
    wrong: 'It takes fields of the user that begin with df_.',
    at: ['custom-field-prefix'],
    ...accepts('custom-field-prefix', (request) =>
      Object.keys(eventOf(request)).some((name) => name.startsWith('df_')),
    ),
  },
  'reserved names taken': {
    wrong: 'It takes fields of the user under reserved names.',
    at: ['custom-field-reserved'],
    ...accepts('custom-field-reserved'),
  },
  'extraData null': {
    wrong: 'It takes null for extraData.',
    at: ['extra-data-type'],
    ...accepts('extra-data-type', (request) => (jsonOf(request) as JsonObject).extraData === null),
  },
  'tags null': {
    wrong: 'It takes null for dimension_tags.',
    at: ['dimension-tags-type'],
    ...accepts('dimension-tags-type', (request) => eventOf(request).dimension_tags === null),
  },
  'date with a fraction': {
    wrong: 'It takes a date with a fraction.',
    at: ['date-type'],
    ...accepts('date-type', (request) => typeof eventOf(request).date === 'number'),
  },
  'check value as text': {
    wrong: 'It takes texts for check_value.',
    at: ['check-value-type'],
    ...accepts('check-value-type'),
  },
  'key not compared': {
    wrong: 'It takes any API key.',
    at: ['invalid-api-key'],
    ...accepts('invalid-api-key'),
  },
  'key needed': {
    wrong: 'It wants an API key from everybody.',
    at: ['accepted'],
    ...refuses('api-key-missing', (request) => !hasKey(request)),
  },
  'content before key': {
    wrong: 'It looks at the content before the API key.',
    at: ['invalid-api-key'],
    async answer(answer, { request, verdict, again }) {
      if (verdict?.reasons[0]?.code !== 'invalid-api-key') return answer;
      const headers = Object.entries(request.headers).filter(([name]) => name.toLowerCase() !== 'df-api-key');
      const second = await again({ ...request, headers: Object.fromEntries(headers) });
      return second.status === 400 ? second : answer;
    },
  },
  'limit of the key for all': {
    wrong: 'It holds requests without a key to the limit of a key.',
    at: ['rate-limited-workspace', 'rate-limited-key', 'accepted'],
    ...limits(({ requests, reason }) =>
      reason === 'rate-limited-workspace' ? { requests: 20 } : { requests: requests ?? 0 },
    ),
  },
  'limit of the workspace not held': {
    wrong: 'It knows no limit of the workspace.',
    at: ['rate-limited-workspace'],
    ...accepts('rate-limited-workspace'),
  },
  'one request more': {
    wrong: 'It lets one request more pass than each rate limit allows.',
    at: ['rate-limited-key', 'rate-limited-workspace'],
    ...limits(({ requests }) => ({ requests: Number(requests) + 1 })),
  },
  'one request less': {
    wrong: 'It lets one request less pass than each rate limit allows.',
    at: ['rate-limited-key', 'rate-limited-workspace'],
    ...limits(({ requests }) => ({ requests: Number(requests) - 1 })),
  },
  'too large taken': {
    wrong: 'It has no limit for bodies.',
    at: ['body-too-large'],
    ...accepts('body-too-large'),
  },
  'one byte less': {
    wrong: 'It refuses a body that is just as large as is allowed.',
    at: ['accepted', 'body-too-large'],
    ...bound('x-max-body-bytes', 'bytes', (bytes) => bytes - 1),
  },
  'slash in subUri refused': {
    wrong: 'It takes a subUri with its slash encoded only.',
    at: ['accepted'],
    ...refuses('unknown-path', ({ target }) => target.split('/').length > 6),
  },
  'several events taken': {
    wrong: 'It takes a list of events.',
    at: ['event-type'],
    ...accepts('event-type', (request) => Array.isArray(eventOf(request))),
  },
  'fault not closed': {
    wrong: 'It keeps a fault open when a recovery with the same tags comes.',
    at: ['event-generated', 'nothing-to-close', 'info-leaves-fault'],
    verdict: (verdict) => ({
      ...verdict,
      items: verdict.items.map((item) => ({ ...item, transformed: [] })),
    }),
  },
};

export const guanceServers = serverMutants('guance', servers);
