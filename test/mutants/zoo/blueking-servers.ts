/** Servers with an error in handling BlueKing reports. */
import { developmentConfig, type JsonObject, valueAt } from '@pushspec/contract';
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

const ANY = ['accepted', 'bad-request', 'metrics-missing'];
const tokens = developmentConfig.blueking.dataIds.map(({ accessToken }) => accessToken);

const servers: Record<string, WrongServer> = {
  'numeric code': {
    wrong: 'The code of its answers is a number.',
    at: ANY,
    ...rewrites((envelope) => ({ ...envelope, code: Number(envelope.code) })),
  },
  'boolean result': {
    wrong: 'The result of its answers is a boolean.',
    at: ANY,
    ...rewrites((envelope) => ({ ...envelope, result: envelope.result === 'true' })),
  },
  'no message': { wrong: 'Its answers have no message.', at: ANY, ...without('message') },
  'no request id': { wrong: 'Its successes have no request_id.', at: ['accepted'], ...without('request_id') },
  'other order of members': {
    wrong: 'Its answers begin with the message.',
    at: ANY,
    ...rewrites(({ message, ...others }) => ({ message: message ?? '', ...others })),
  },
  html: { wrong: 'It calls its answers HTML.', at: ANY, ...asHtml },
  'no body': { wrong: 'It answers without a body.', at: ANY, ...withoutBody },
  '200 for all': {
    wrong: 'It answers refusals with the HTTP status 200.',
    at: ['metrics-missing', 'invalid-token'],
    ...restates((status) => status >= 400, 200),
  },
  '404 without the slash': {
    wrong: 'It answers a path without its last slash as one that is not there.',
    at: ['accepted', 'unserved-path'],
    ...restates((status) => status === 301, 404),
  },
  'token not compared': {
    wrong: 'It takes any access_token.',
    at: ['invalid-token'],
    ...accepts('invalid-token'),
  },
  'token of any data id': {
    wrong: 'It takes the token of another data id.',
    at: ['invalid-token'],
    ...accepts('invalid-token', (request) =>
      tokens.includes(String((jsonOf(request) as JsonObject | undefined)?.access_token)),
    ),
  },
  'content before token': {
    wrong: 'It looks at the content first: 400 where the token is wrong too.',
    at: ['invalid-token'],
    async answer(answer, { request, verdict, again }) {
      const body = jsonOf(request) as JsonObject | undefined;
      if (verdict?.reasons[0]?.code !== 'invalid-token' || !body) return answer;
      const own = developmentConfig.blueking.dataIds.find(({ dataId }) => dataId === body.data_id);
      const corrected = Buffer.from(JSON.stringify({ ...body, access_token: own?.accessToken ?? '' }));
      const second = await again({ ...request, body: corrected });
      return second.status === 400 ? second : answer;
    },
  },
  'colon in metric names': {
    wrong: 'It takes metric names with a colon, as Prometheus has them.',
    at: ['invalid-name', 'prometheus-name'],
    ...accepts('invalid-name', (request) => /"[\w:]*\w:[\w:]*":/.test(String(request.body))),
  },
  'future taken': {
    wrong: 'It takes timestamps that lie too far ahead.',
    at: ['timestamp-future'],
    ...accepts('timestamp-future'),
  },
  'a second more of future': {
    wrong: 'It lets timestamps lie one second further ahead.',
    at: ['timestamp-future'],
    document: ({ components: { schemas } }) => {
      for (const name of ['MetricItem', 'EventItem']) {
        const rule = valueAt(schemas[name] ?? {}, '/properties/timestamp/x-max-future') as JsonObject;
        rule.seconds = Number(rule.seconds) + 1;
      }
    },
  },
  'future in milliseconds': {
    wrong: 'It compares timestamps with its clock in seconds, so that all of them lie ahead.',
    at: ['accepted', 'timestamp-future'],
    ...refuses('timestamp-future', (request) => /"timestamp":\d{13}/.test(String(request.body))),
  },
  'dimension null': {
    wrong: 'It takes null for a dimension.',
    at: ['dimension-type'],
    ...accepts('dimension-type', (request) => /"dimension":\s*null/.test(String(request.body))),
  },
  'dimension value turned to text': {
    wrong: 'It makes texts of the numbers among dimension values.',
    at: ['dimension-value'],
    ...accepts('dimension-value'),
  },
  'data_id in quotes': {
    wrong: 'It takes a data_id in quotes.',
    at: ['mismatched-type'],
    ...accepts('mismatched-type', (request) => /"data_id":\s*"\d+"/.test(String(request.body))),
  },
  'no data': { wrong: 'It takes a report without items.', at: ['data-empty'], ...accepts('data-empty') },
  'metric value in quotes': {
    wrong: 'It takes metric values in quotes.',
    at: ['metric-value'],
    ...accepts('metric-value', (request) => /"metrics":\s*\{"\w+":\s*"/.test(String(request.body))),
  },
  'forbidden name': {
    wrong: 'It takes __proto__ as a name.',
    at: ['forbidden-name'],
    ...accepts('forbidden-name'),
  },
  'part of a batch': {
    wrong: 'It keeps the good items of a batch and says success.',
    at: ['metrics-missing', 'metric-value', 'target-missing', 'target-empty'],
    answer: (answer, { request, verdict, contract }) => {
      const data = (jsonOf(request) as JsonObject | undefined)?.data;
      const isBatch = Array.isArray(data) && data.length > 1;
      return verdict?.outcome === 'rejected' && answer.status === 400 && isBatch
        ? exampleResponse(contract, 'accepted')
        : answer;
    },
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
    wrong: 'It counts requests in windows that begin on the minute.',
    at: ['rate-limited'],
    sequences: (name) => name.includes('lasts as long as its window'),
    ...limits(() => ({ algorithm: 'fixed' })),
  },
  'raw less-than signs': {
    wrong: 'It does not escape what HTML could take for a tag.',
    at: ['mismatched-type', 'data-missing', 'dimension-type'],
    profile: 'receiver',
    ...rewrites((envelope) => envelope),
  },
  'GET taken': {
    wrong: 'It serves a GET like a POST.',
    at: ['method-not-allowed'],
    ...accepts('method-not-allowed', ({ method }) => method === 'GET'),
  },
  'stored twice': {
    wrong: 'It keeps each item twice.',
    at: ['accepted', 'timestamp-defaulted', 'target-as-dimension', 'event-name-empty'],
    verdict: (verdict) => ({ ...verdict, items: [...verdict.items, ...verdict.items] }),
  },
  'dropped events kept': {
    wrong: 'It keeps events with a time in seconds, which the backend drops.',
    at: ['timestamp-not-milliseconds'],
    verdict: (verdict) => ({
      ...verdict,
      items: verdict.items.map((item) => ({
        ...item,
        outcome: item.outcome === 'ignored' ? 'accepted' : item.outcome,
      })),
    }),
  },
};

export const bluekingServers = serverMutants('blueking', servers);
