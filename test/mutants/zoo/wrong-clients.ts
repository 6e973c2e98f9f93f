/** Clients with an error in sending or in reporting the outcome. */
import type { CallOutcome, TypedCall } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import {
  clientMutants,
  hands,
  reads,
  repeats,
  reports,
  sends,
  sendsTwice,
  succeeded,
  type WrongClient,
  withBody,
  withHeader,
} from '../wrong-client.ts';

const refusedWith = (status: number) => (outcome: CallOutcome) =>
  !outcome.accepted && outcome.status === status;

/** Errors that any client can have. */
const ofEach = (refused: string): Record<string, WrongClient> => ({
  'repeats a 400': {
    wrong: 'It sends again what was refused for good.',
    at: [refused],
    ...repeats(refusedWith(400)),
  },
  'sends twice': { wrong: 'It sends each request twice.', at: ['accepted'], ...sendsTwice },
  'swallows 500': {
    wrong: 'It takes a failure of the service for a success.',
    at: ['internal-error'],
    ...reports((outcome) => (refusedWith(500)(outcome) ? succeeded : outcome)),
  },
  'reason dropped': {
    wrong: 'It names the same reason for every refusal.',
    at: [refused],
    ...reports((outcome) => (outcome.accepted ? outcome : { ...outcome, reason: 'bad-request' })),
  },
  'success by status alone': {
    wrong: 'It takes each answer with a status below 400 for a success.',
    at: [refused, 'masked-failure'],
    ...reports((outcome) => (!outcome.accepted && (outcome.status ?? 500) < 500 ? succeeded : outcome)),
  },
  'nothing sent': {
    wrong: 'It says success without sending.',
    at: ['accepted'],
    call: () => async () => succeeded,
  },
  'address in lower case': {
    wrong: 'It writes the whole address in capital letters.',
    at: ['accepted'],
    ...sends((address, init) => [
      address.replace(new URL(address).pathname, (path) => path.toUpperCase()),
      init,
    ]),
  },
  'slash at the end': {
    wrong: 'It adds a slash to the path, or takes it away.',
    at: ['accepted'],
    ...sends((address, init) => [address.endsWith('/') ? address.slice(0, -1) : `${address}/`, init]),
  },
  PUT: {
    wrong: 'It sends with PUT.',
    at: ['accepted'],
    ...sends((address, init) => [address, { ...init, method: 'PUT' }]),
  },
  'text/plain': {
    wrong: 'It calls its bodies plain text.',
    at: ['accepted'],
    ...withHeader('content-type', () => 'text/plain'),
  },
  'body cut to characters': {
    wrong: 'It counts the characters of a body and sends that many bytes of it.',
    at: ['accepted'],
    ...sends((address, init) => {
      const bytes = init.body as Uint8Array<ArrayBuffer>;
      return [address, { ...init, body: bytes.slice(0, new TextDecoder().decode(bytes).length) }];
    }),
  },
  'secrets shown': {
    wrong: 'It shows the request, with the credentials in it, in the text of its errors.',
    at: [refused],
    ...reports((outcome, { credential }) =>
      outcome.accepted ? outcome : { ...outcome, shown: `${outcome.shown} ${JSON.stringify(credential)}` },
    ),
  },
  'ASCII only': {
    wrong: 'It replaces what is not ASCII by question marks.',
    at: ['accepted'],
    ...hands((call) => JSON.parse(JSON.stringify(call).replace(/[^\x20-\x7e]/g, '?')) as TypedCall['call']),
  },
});

const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
const eachOf = (items: Json | undefined, alter: (item: JsonObject) => JsonObject): Json =>
  list(items).map((item) => (typeof item === 'object' && item !== null ? alter(item as JsonObject) : item));

const blueking: Record<string, WrongClient> = {
  ...ofEach('metrics-missing'),
  'drops the last item': {
    wrong: 'It leaves the last item of a list out.',
    at: ['accepted'],
    ...hands((call) => ({ ...call, data: list(call.data).slice(0, -1) })),
  },
  'first item only': {
    wrong: 'It sends the first item of a list only.',
    at: ['accepted', 'metric-value'],
    ...hands((call) => ({ ...call, data: list(call.data).slice(0, 1) })),
  },
  'time in seconds': {
    wrong: 'It sends timestamps in seconds.',
    at: ['accepted', 'timestamp-unit', 'timestamp-not-milliseconds'],
    ...hands((call) => ({
      ...call,
      data: eachOf(call.data, ({ timestamp, ...item }) =>
        typeof timestamp === 'number'
          ? { ...item, timestamp: Math.floor(timestamp / 1000) }
          : { ...item, ...(timestamp !== undefined && { timestamp }) },
      ),
    })),
  },
  'data_id in quotes': {
    wrong: 'It sends the data id as a text.',
    at: ['accepted'],
    ...withBody((text) => text.replace(/"data_id":(\d+)/, '"data_id":"$1"')),
  },
  'values as text': {
    wrong: 'It sends metric values as texts.',
    at: ['accepted'],
    ...withBody((text) => text.replace(/("metrics":\{"\w+":)(-?[\d.]+)/g, '$1"$2"')),
  },
  'token in a header': {
    wrong: 'It sends the token in a header instead of in the body.',
    at: ['accepted'],
    ...withBody((text) => text.replace(/"access_token":"[^"]*"/, '"access_token":""')),
  },
  'bad items left out': {
    wrong: 'It leaves items without metrics out and says nothing of it.',
    at: ['metrics-missing'],
    ...hands((call) => ({
      ...call,
      data: list(call.data).filter((item) => typeof item !== 'object' || item === null || 'metrics' in item),
    })),
  },
};

const cloudmonitor: Record<string, WrongClient> = {
  ...ofEach('name-missing'),
  'body written anew': {
    wrong: 'It writes the body anew after signing it.',
    at: ['accepted'],
    ...withBody((text) => JSON.stringify(JSON.parse(text), null, 1)),
  },
  charset: {
    wrong: 'It adds a charset to the Content-Type after signing.',
    at: ['accepted'],
    ...withHeader('content-type', (type) => `${type}; charset=utf-8`),
  },
  'signature in lower case': {
    wrong: 'It writes the signature in lower case.',
    at: ['accepted'],
    ...withHeader('authorization', (text) => text.replace(/[0-9A-F]+$/, (digits) => digits.toLowerCase())),
  },
  'md5 in lower case': {
    wrong: 'It writes Content-MD5 in lower case.',
    at: ['accepted'],
    ...withHeader('content-md5', (digest) => digest.toLowerCase()),
  },
  'no md5': { wrong: 'It sends no Content-MD5.', at: ['accepted'], ...withHeader('content-md5', () => null) },
  'no ip': { wrong: 'It sends no x-cms-ip.', at: ['accepted'], ...withHeader('x-cms-ip', () => null) },
  'no date': { wrong: 'It sends no Date.', at: ['accepted'], ...withHeader('date', () => null) },
  'security token left out': {
    wrong: 'It leaves the security token of a temporary key out.',
    at: ['accepted'],
    ...withHeader('x-cms-security-token', () => null),
  },
  'local time': {
    wrong: 'It writes the local time of China into Date and calls it GMT.',
    at: ['accepted'],
    now: (now) => () => now() + 8 * 3600 * 1000,
  },
  'clock in seconds': {
    wrong: 'Its clock counts seconds.',
    at: ['accepted'],
    now: (now) => () => now() / 1000,
  },
  'clock of the start': {
    wrong: 'It signs each request with the time of its start, ten minutes ago.',
    at: ['accepted', 'date-skewed'],
    now: (now) => () => now() - 600_000,
  },
  '101 events in two requests': {
    wrong: 'It splits what is too much for one request without being asked.',
    at: ['too-many-events'],
    call: (play) => async (typed) => {
      const events = list(typed.call.events);
      if (events.length <= 100) return play(typed);
      await play({ ...typed, call: { events: events.slice(0, 100) } });
      return play({ ...typed, call: { events: events.slice(100) } });
    },
  },
  'too many events cut off': {
    wrong: 'It sends the first 100 events of a list and drops the others.',
    at: ['too-many-events'],
    ...hands((call) => (Array.isArray(call.events) ? { ...call, events: call.events.slice(0, 100) } : call)),
  },
  'drops the last event': {
    wrong: 'It leaves the last event of a list out.',
    at: ['accepted'],
    ...hands((call) =>
      list(call.events).length > 1 ? { ...call, events: list(call.events).slice(0, -1) } : call,
    ),
  },
  'one request per event': {
    wrong: 'It sends each event of a list on its own.',
    at: ['accepted'],
    call: (play) => async (typed) => {
      let outcome: CallOutcome = succeeded;
      for (const event of list(typed.call.events))
        outcome = await play({ ...typed, call: { events: [event] } });
      return outcome;
    },
  },
};

const guance: Record<string, WrongClient> = {
  ...ofEach('status-missing'),
  'slash encoded': {
    wrong: 'It encodes the slash in a subUri.',
    at: ['accepted'],
    ...sends((address, init) => [address.replace('datakit/push', 'datakit%2Fpush'), init]),
  },
  'subUri left out': {
    wrong: 'It leaves the subUri out of the path.',
    at: ['accepted'],
    ...sends((address, init) => [address.replace('/datakit/push', ''), init]),
  },
  'key left out': {
    wrong: 'It leaves the API key out.',
    at: ['accepted'],
    ...withHeader('df-api-key', () => null),
  },
  'extraData left out': {
    wrong: 'It leaves extraData out.',
    at: ['accepted'],
    ...hands(({ extraData: _, ...call }) => call),
  },
  'flat body': {
    wrong: 'It sends the members of the event without the member event around them.',
    at: ['accepted'],
    ...withBody((text) => JSON.stringify((JSON.parse(text) as { event: Json }).event)),
  },
  'own fields left out': {
    wrong: 'It leaves fields of the user out.',
    at: ['custom-field-prefix', 'custom-field-reserved', 'custom-field-type', 'accepted'],
    ...hands((call) => {
      const known = ['status', 'title', 'message', 'date', 'check_value', 'dimension_tags'];
      const { event } = call;
      if (typeof event !== 'object' || event === null || Array.isArray(event)) return call;
      return {
        ...call,
        event: Object.fromEntries(Object.entries(event).filter(([name]) => known.includes(name))),
      };
    }),
  },
  'status in capital letters': {
    wrong: 'It sends the status in capital letters.',
    at: ['accepted'],
    ...withBody((text) =>
      text.replace(/"status":"(\w+)"/, (_, status: string) => `"status":"${status.toUpperCase()}"`),
    ),
  },
  'date in milliseconds': {
    wrong: 'It sends the date in milliseconds.',
    at: ['accepted', 'event-generated'],
    ...withBody((text) => text.replace(/"date":(\d{10})\b/, '"date":$1000')),
  },
  'failure behind 200 not seen': {
    wrong: 'It looks at the HTTP status of an answer only.',
    at: ['masked-failure'],
    ...reads(async (answer) => {
      const body = (await answer
        .clone()
        .json()
        .catch(() => undefined)) as JsonObject | undefined;
      const { content } = body ?? {};
      if (answer.status !== 200 || !isObject(content) || content.ok !== false) return answer;
      return Response.json({ ...body, content: { ...content, ok: true, error: 200 } });
    }),
  },
};

export const wrongClients = [
  ...clientMutants('blueking', blueking),
  ...clientMutants('cloudmonitor', cloudmonitor),
  ...clientMutants('guance', guance),
];
