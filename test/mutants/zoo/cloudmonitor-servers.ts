/** Servers with an error in handling CloudMonitor custom events. */
import type { WireRequest } from '@pushspec/conformance';
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

const ANY = ['accepted', 'bad-request', 'name-missing'];

const text = (request: WireRequest) => String(request.body ?? '');
const header = ({ headers }: WireRequest, wanted: string) =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';

const servers: Record<string, WrongServer> = {
  'numeric code': {
    wrong: 'The code of its answers is a number.',
    at: ANY,
    ...rewrites((envelope) => ({ ...envelope, code: Number(envelope.code) })),
  },
  'no message': { wrong: 'Its answers have no msg.', at: ANY, ...without('msg') },
  'message under another name': {
    wrong: 'Its answers have a message instead of a msg.',
    at: ANY,
    ...rewrites(({ msg, ...others }) => ({ ...others, message: msg ?? '' })),
  },
  html: { wrong: 'It calls its answers HTML.', at: ANY, ...asHtml },
  'no body': { wrong: 'It answers without a body.', at: ANY, ...withoutBody },
  '200 for all': {
    wrong: 'It answers refusals with the HTTP status 200.',
    at: ['name-missing', 'signature-mismatch'],
    ...restates((status) => status >= 400, 200),
  },
  '401 for 403': {
    wrong: 'It answers with 401 where it should with 403.',
    at: ['signature-mismatch'],
    ...restates((status) => status === 403, 401),
  },
  '429 for 403': {
    wrong: 'It answers what comes too fast with 429.',
    at: ['rate-limited'],
    answer: (answer, { verdict }) =>
      verdict?.reasons[0]?.code === 'rate-limited' ? { ...answer, status: 429 } : answer,
  },
  'masked failure shown': {
    wrong: 'It answers a failure inside of a success with its own status.',
    at: ['masked-failure'],
    answer: (answer, { verdict, contract }) =>
      verdict?.reasons[0]?.code === 'masked-failure' ? exampleResponse(contract, 'internal-error') : answer,
  },
  'md5 not compared': {
    wrong: 'It does not compare Content-MD5 with the body.',
    at: ['content-md5-mismatch'],
    ...accepts('content-md5-mismatch'),
  },
  'md5 not wanted': {
    wrong: 'It takes requests without Content-MD5.',
    at: ['content-md5-missing'],
    ...accepts('content-md5-missing'),
  },
  'md5 in lower case': {
    wrong: 'It compares Content-MD5 whatever its letter case.',
    at: ['content-md5-mismatch'],
    ...accepts('content-md5-mismatch', (request) => /^[0-9a-f]+$/.test(header(request, 'content-md5'))),
  },
  'md5 of characters': {
    wrong: 'It digests the characters of the body instead of its bytes.',
    at: ['accepted'],
    ...refuses('content-md5-mismatch', (request) => text(request).length !== request.body?.length),
  },
  'signature not checked': {
    wrong: 'It takes any signature.',
    at: ['signature-mismatch'],
    ...accepts('signature-mismatch'),
  },
  'signature in lower case': {
    wrong: 'It compares signatures whatever their letter case.',
    at: ['signature-mismatch'],
    ...accepts('signature-mismatch', (request) => /:[0-9a-f]+$/.test(header(request, 'authorization'))),
  },
  'body serialised anew': {
    wrong: 'It signs and digests the body that it has parsed and written anew.',
    at: ['accepted', 'content-md5-mismatch'],
    ...refuses('content-md5-mismatch', (request) => JSON.stringify(jsonOf(request)) !== text(request)),
  },
  'header names compared by case': {
    wrong: 'It knows headers by the exact case of their names only.',
    at: ['accepted'],
    ...refuses('media-type', ({ headers }) => Object.hasOwn(headers, 'content-type')),
  },
  'unknown key': {
    wrong: 'It tells unknown keys and wrong signatures not apart.',
    at: ['unknown-access-key'],
    answer: (answer, { verdict, contract }) =>
      verdict?.reasons[0]?.code === 'unknown-access-key'
        ? exampleResponse(contract, 'signature-mismatch')
        : answer,
  },
  'no policy needed': {
    wrong: 'It lets accounts report that may not.',
    at: ['unauthorized'],
    ...accepts('unauthorized'),
  },
  'security token not compared': {
    wrong: 'It does not compare the security token with the key.',
    at: ['security-token-mismatch'],
    ...accepts('security-token-mismatch'),
  },
  'no security token wanted': {
    wrong: 'It takes temporary keys without their security token.',
    at: ['security-token-missing'],
    ...accepts('security-token-missing'),
  },
  'date not wanted': {
    wrong: 'It takes requests without a Date.',
    at: ['date-missing'],
    ...accepts('date-missing'),
  },
  'date not compared': {
    wrong: 'It does not compare the Date with its clock.',
    at: ['date-skewed'],
    ...accepts('date-skewed'),
  },
  'old dates only': {
    wrong: 'It refuses old dates, and takes those that lie ahead.',
    at: ['date-skewed'],
    ...accepts('date-skewed', (request) => Date.parse(header(request, 'date')) > Date.parse('2026-11-21')),
  },
  'clock in seconds': {
    wrong: 'It compares milliseconds with its limit in seconds.',
    at: ['accepted', 'date-skewed'],
    ...bound('x-clock-skew', 'seconds', (seconds) => seconds / 1000),
  },
  'clock a second wider': {
    wrong: 'It lets a Date be one second further away.',
    at: ['date-skewed'],
    ...bound('x-clock-skew', 'seconds', (seconds) => seconds + 1),
  },
  'clock a second narrower': {
    wrong: 'It refuses a Date that is just as far away as is allowed.',
    at: ['accepted', 'date-skewed'],
    ...bound('x-clock-skew', 'seconds', (seconds) => seconds - 1),
  },
  'rate per key': {
    wrong: 'It counts requests by key instead of by account.',
    at: ['rate-limited'],
    config: (config) => ({
      ...config,
      cloudmonitor: {
        ...config.cloudmonitor,
        accounts: config.cloudmonitor.accounts.flatMap(({ keys, ...account }) =>
          keys.map((key) => ({ ...account, id: key.accessKeyId, keys: [key] })),
        ),
      },
    }),
  },
  'one request more': {
    wrong: 'It lets one request more pass than the rate limit allows.',
    at: ['rate-limited'],
    ...limits(({ requests }) => ({ requests: Number(requests) + 1 })),
  },
  'one request less': {
    wrong: 'It lets one request less pass than the rate limit allows.',
    at: ['rate-limited'],
    ...limits(({ requests }) => ({ requests: Number(requests) - 1 })),
  },
  'a fixed window': {
    wrong: 'It counts requests in windows that begin on the second.',
    at: ['rate-limited'],
    sequences: (name) => name.includes('lasts as long as its window'),
    ...limits(() => ({ algorithm: 'fixed' })),
  },
  'window of two seconds': {
    wrong: 'It counts the requests of two seconds.',
    at: ['rate-limited'],
    sequences: (name) => name.includes('lasts as long as its window'),
    ...limits(() => ({ windowSeconds: 2 })),
  },
  'refused requests not counted': {
    wrong: 'It counts only what it has accepted.',
    at: ['rate-limited'],
    ...accepts('rate-limited', () => true),
  },
  '101 events': {
    wrong: 'It takes a batch of 101.',
    at: ['too-many-events'],
    ...accepts('too-many-events', (request) => (jsonOf(request) as unknown[]).length === 101),
  },
  '100 events refused': {
    wrong: 'It refuses a batch of just as many as are allowed.',
    at: ['accepted'],
    ...refuses('too-many-events', (request) => ((jsonOf(request) as unknown[])?.length ?? 0) >= 100),
  },
  'part of a batch': {
    wrong: 'It keeps the good events of a batch and says success.',
    at: ['name-missing', 'content-missing', 'name-blank'],
    answer: (answer, { request, contract }) => {
      const events = jsonOf(request);
      const isBatch = Array.isArray(events) && events.length > 1;
      return answer.status === 400 && isBatch ? exampleResponse(contract, 'accepted') : answer;
    },
  },
  'single event': {
    wrong: 'It takes an event without an array around it.',
    at: ['not-an-array'],
    ...accepts('not-an-array', (request) => text(request).startsWith('{')),
  },
  'blank names': { wrong: 'It takes blank names.', at: ['name-blank'], ...accepts('name-blank') },
  'time of any form': {
    wrong: 'It takes times of any form.',
    at: ['time-format'],
    ...accepts('time-format'),
  },
  'days that do not exist': {
    wrong: 'It takes the 30th of February.',
    at: ['time-format'],
    ...accepts('time-format', (request) => /"\d{4}0230T/.test(text(request))),
  },
  'too large taken': {
    wrong: 'It has no limit for bodies.',
    at: ['body-too-large'],
    ...accepts('body-too-large'),
  },
  'any media type': {
    wrong: 'It takes bodies of any media type.',
    at: ['media-type'],
    ...accepts('media-type'),
  },
  'charset taken': {
    wrong: 'It takes a Content-Type with a charset.',
    at: ['media-type'],
    ...accepts('media-type', (request) => header(request, 'content-type').includes('charset')),
  },
  'last rule named': {
    wrong: 'It names the last rule that a request breaks, not the first.',
    at: ['name-missing', 'content-missing', 'group-id'],
    answer: (answer, { verdict, contract }) => {
      const last = verdict?.reasons.at(-1) as { code: string; message?: string } | undefined;
      if (answer.status !== 400 || verdict?.outcome !== 'rejected' || !last) return answer;
      return verdict.reasons.length > 1 ? exampleResponse(contract, last.code, last.message) : answer;
    },
  },
};

export const cloudMonitorServers = serverMutants('cloudmonitor', servers);
