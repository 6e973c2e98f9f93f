/** Mistakes that somebody who implements a contract could make. */
import type { Services } from './server.ts';
import {
  isObject,
  type JsonObject,
  type Outgoing,
  type Refusal,
  type Service,
  type Work,
} from './service.ts';

export interface Break {
  readonly vendor: keyof Services;
  readonly wrong: string;
  /** @default 'documented' */
  readonly profile?: 'documented' | 'receiver';
  readonly alter: (service: Service) => void;
}

const rule =
  (rules: Service['rules']) =>
  (service: Service): void =>
    void Object.assign(service.rules, rules);

const without =
  (...names: string[]) =>
  (service: Service): void => {
    service.order = service.order.filter((name) => !names.includes(name));
  };

/** Moves a check before another one. */
const before =
  (moved: string, other: string) =>
  (service: Service): void => {
    const order = service.order.filter((name) => name !== moved);
    service.order = order.toSpliced(order.indexOf(other), 0, moved);
  };

/** Another last word on each answer. */
const answers =
  (alter: (answer: Outgoing, work: Work) => Outgoing) =>
  (service: Service): void => {
    const { accept, refuse } = service;
    service.accept = (work) => alter(accept(work), work);
    service.refuse = (refusal, work) => alter(refuse(refusal, work), work);
  };

/** Other values of members of each body. */
const members = (change: (body: JsonObject) => JsonObject) =>
  bodies((body) => void Object.assign(body, change(body)));

const bodies = (alter: (body: JsonObject) => void) =>
  answers((answer) => {
    const body = JSON.parse(answer.body) as JsonObject;
    alter(body);
    return { ...answer, body: JSON.stringify(body) };
  });

/** Another outcome of a check. */
const check =
  (name: string, alter: (refusal: Refusal | undefined, work: Work) => Refusal | undefined) =>
  (service: Service): void => {
    const own = service.checks[name];
    service.checks[name] = (work) => alter(own?.(work), work);
  };

/** A check lets a refusal with this text pass. */
const lenient = (name: string, text: string) =>
  check(name, (refusal) => (refusal?.message.includes(text) ? undefined : refusal));

export const breaks: readonly Break[] = [
  {
    vendor: 'blueking',
    wrong: 'the greatest body is one byte smaller',
    alter: rule({ maxBodyBytes: 511_999 }),
  },
  {
    vendor: 'blueking',
    wrong: 'the greatest body is one byte larger',
    alter: rule({ maxBodyBytes: 512_001 }),
  },
  { vendor: 'blueking', wrong: 'the greatest depth is one less', alter: rule({ maxDepth: 4095 }) },
  {
    vendor: 'blueking',
    wrong: 'code is a number',
    alter: members((body) => ({ code: Number(body.code) })),
  },
  {
    vendor: 'blueking',
    wrong: 'result is a boolean',
    alter: members((body) => ({ result: body.result === 'true' })),
  },
  {
    vendor: 'blueking',
    wrong: 'success is 201',
    alter: answers((one) => ({ ...one, status: one.status === 200 ? 201 : one.status })),
  },
  { vendor: 'blueking', wrong: 'answers are HTML', alter: rule({ mediaType: 'text/html' }) },
  {
    vendor: 'blueking',
    wrong: 'the content is looked at before the token',
    alter: before('content', 'credentials'),
  },
  { vendor: 'blueking', wrong: 'any method will do', alter: without('method') },
  {
    vendor: 'blueking',
    wrong: 'a refused method is not told which ones there are',
    alter: check('method', (refusal) => refusal && { status: refusal.status, message: refusal.message }),
  },
  {
    vendor: 'blueking',
    wrong: 'the letter case of a token is of no account',
    alter: check('credentials', (refusal, work) => {
      const { value } = work;
      if (!refusal || !isObject(value) || typeof value.access_token !== 'string') return refusal;
      const swapped = value.access_token.replace(/[a-z]/gi, (letter) =>
        letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
      );
      work.sender = { kind: 'metric', dataId: value.data_id ?? 0 };
      return swapped === 'dev-metric-2f7c9a0e4b6d4c51' ? undefined : refusal;
    }),
  },
  {
    vendor: 'blueking',
    wrong: 'a data id may be written as a fraction',
    alter: check('record', (refusal, { text }) => (/"data_id": ?[0-9]+\.0/.test(text) ? undefined : refusal)),
  },
  {
    vendor: 'blueking',
    wrong: 'only the first item is looked at',
    alter(service) {
      const own = service.checks.content;
      service.checks.content = (work) => {
        const { value } = work;
        if (isObject(value) && Array.isArray(value.data))
          work.value = { ...value, data: value.data.slice(0, 1) };
        return own?.(work);
      };
    },
  },
  { vendor: 'blueking', wrong: 'a name of an event may be longer', alter: rule({ maxEventName: 129 }) },
  { vendor: 'blueking', wrong: 'a name of an event must be shorter', alter: rule({ maxEventName: 127 }) },
  {
    vendor: 'blueking',
    wrong: 'names of metrics may have a dash',
    alter: rule({ metricName: '^[a-zA-Z_][a-zA-Z0-9_-]*$' }),
  },
  {
    vendor: 'blueking',
    wrong: 'instants of the future are refused too early',
    alter: rule({ maxFutureSeconds: 600 }),
  },
  {
    vendor: 'blueking',
    wrong: 'instants of the future are taken',
    alter: rule({ maxFutureSeconds: Number.POSITIVE_INFINITY }),
  },
  {
    vendor: 'blueking',
    wrong: 'of two members with the same name the first one counts',
    alter: check('credentials', (refusal, { text }) =>
      /"data_id": ?1,.*"data_id"/.test(text) ? { status: 401, message: 'no such token' } : refusal,
    ),
  },
  { vendor: 'blueking', profile: 'receiver', wrong: 'no charset', alter: rule({ mediaType: 'text/plain' }) },
  {
    vendor: 'blueking',
    profile: 'receiver',
    wrong: 'angle brackets are not escaped',
    alter: rule({ escapes: false }),
  },
  {
    vendor: 'blueking',
    profile: 'receiver',
    wrong: 'other methods than POST are refused',
    alter: check('method', (_, { request }) =>
      request.method === 'POST' ? undefined : { status: 405, message: 'use POST' },
    ),
  },

  { vendor: 'cloudmonitor', wrong: 'a request takes one event less', alter: rule({ maxEvents: 99 }) },
  { vendor: 'cloudmonitor', wrong: 'a request takes one event more', alter: rule({ maxEvents: 101 }) },
  { vendor: 'cloudmonitor', wrong: 'the first event has the index 1', alter: rule({ firstIndex: 1 }) },
  {
    vendor: 'cloudmonitor',
    wrong: 'a signature may be in lower case',
    alter: rule({ takesLowerCase: true }),
  },
  {
    vendor: 'cloudmonitor',
    profile: 'receiver',
    wrong: 'a signature must be in upper case',
    alter: rule({ takesLowerCase: false }),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'headers x-acs- are not signed',
    alter: rule({ signedPrefixes: '^x-cms-' }),
  },
  { vendor: 'cloudmonitor', wrong: 'all headers x- are signed', alter: rule({ signedPrefixes: '^x-' }) },
  { vendor: 'cloudmonitor', wrong: 'the digest may be missing', alter: lenient('digest', 'missing') },
  { vendor: 'cloudmonitor', wrong: 'the digest is not compared', alter: lenient('digest', 'is not the MD5') },
  {
    vendor: 'cloudmonitor',
    wrong: 'the media type is looked at before the signature',
    alter: before('json', 'signature'),
  },
  { vendor: 'cloudmonitor', wrong: 'a Date may be a minute off', alter: rule({ skewSeconds: 60 }) },
  { vendor: 'cloudmonitor', wrong: 'a Date may be of any day', alter: without('skew') },
  { vendor: 'cloudmonitor', wrong: 'five requests in a second are too many', alter: rule({ requests: 4 }) },
  { vendor: 'cloudmonitor', wrong: 'there is no rate limit', alter: without('rate') },
  { vendor: 'cloudmonitor', wrong: 'one request more in a second', alter: rule({ requests: 21 }) },
  {
    vendor: 'cloudmonitor',
    wrong: 'code is a number',
    alter: members((body) => ({ code: Number(body.code) })),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'members are called Code and Message',
    alter: bodies((body) => {
      body.Code = body.code ?? '';
      body.Message = body.msg ?? '';
      delete body.code;
      delete body.msg;
    }),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'a charset is let pass',
    alter: check('type', (refusal, { request }) =>
      request.headers['content-type']?.startsWith('application/json;') ? undefined : refusal,
    ),
  },
  { vendor: 'cloudmonitor', wrong: 'any path will do', alter: without('path') },
  { vendor: 'cloudmonitor', wrong: 'the security token is not compared', alter: without('token') },
  { vendor: 'cloudmonitor', wrong: 'keys without the permission are let pass', alter: without('permission') },
  {
    vendor: 'cloudmonitor',
    wrong: 'the refusal does not speak of RAM',
    alter: check('permission', (refusal) => refusal && { ...refusal, message: 'not allowed' }),
  },
  {
    vendor: 'cloudmonitor',
    wrong: 'days that do not exist are taken',
    alter: lenient('events', 'got 20170230T'),
  },
  { vendor: 'cloudmonitor', wrong: 'negative groups are taken', alter: lenient('events', 'got -1') },
  { vendor: 'cloudmonitor', wrong: 'a blank name is taken', alter: lenient('events', 'blank') },

  { vendor: 'guance', wrong: 'five requests in a minute', alter: rule({ workspaceRequests: 5 }) },
  { vendor: 'guance', wrong: 'prefixes in any letter case are forbidden', alter: rule({ prefixFlags: 'i' }) },
  { vendor: 'guance', wrong: 'a prefix is not forbidden', alter: rule({ prefixes: '^df_' }) },
  {
    vendor: 'guance',
    wrong: 'the inner traceId is another one',
    alter: bodies(({ content }) => {
      if (isObject(content) && content.traceId) content.traceId = `${content.traceId}0`;
    }),
  },
  {
    vendor: 'guance',
    wrong: 'reqCost is not the time between the two instants',
    alter: bodies(({ content }) => {
      if (isObject(content) && content.ok) content.reqCost = 458;
    }),
  },
  {
    vendor: 'guance',
    wrong: 'reqCost is longer than the whole exchange',
    alter: bodies(({ content }) => {
      if (!isObject(content) || !content.ok) return;
      content.reqCost = 3_600_000;
      content.reqTime = new Date(Date.parse(String(content.respTime)) - 3_600_000).toISOString();
    }),
  },
  { vendor: 'guance', wrong: 'any API key will do', alter: without('key') },
  { vendor: 'guance', wrong: 'the API key is looked at before the JSON', alter: before('key', 'json') },
  { vendor: 'guance', wrong: 'the content is looked at before the API key', alter: before('content', 'key') },
  { vendor: 'guance', wrong: 'a refused key is 401', alter: rule({ keyStatus: 401 }) },
  { vendor: 'guance', profile: 'receiver', wrong: 'a refused key is 403', alter: rule({ keyStatus: 403 }) },
  { vendor: 'guance', wrong: 'a reserved name is free', alter: lenient('content', 'event.create_time') },
  {
    vendor: 'guance',
    wrong: 'statuses in any letter case are taken',
    alter: lenient('content', 'event.status must be'),
  },
  { vendor: 'guance', wrong: 'a field may have the name of a tag', alter: lenient('content', 'also a key') },
  { vendor: 'guance', wrong: 'a value may be a text', alter: lenient('content', 'check_value') },
  { vendor: 'guance', wrong: 'extraData may be null', alter: lenient('content', 'extraData must be') },
  {
    vendor: 'guance',
    wrong: 'an unknown secret is 404',
    alter: check('content', (refusal, { request }) =>
      request.target.includes('secret_dev')
        ? refusal
        : { status: 404, message: 'there is nothing at this path', errorCode: 'ft.RouteNotFound' },
    ),
  },
  {
    vendor: 'guance',
    wrong: 'a path that cannot be decoded is taken',
    alter: check('path', (refusal) => (refusal?.status === 400 ? undefined : refusal)),
  },
  { vendor: 'guance', wrong: 'a megabyte has a million bytes', alter: rule({ maxBodyBytes: 1_000_000 }) },
  { vendor: 'guance', wrong: 'the greatest depth is one more', alter: rule({ maxDepth: 513 }) },
  {
    vendor: 'guance',
    wrong: 'refusals have another code',
    alter: bodies((body) => {
      if (body.errorCode === 'ft.InvalidParams') body.errorCode = 'ft.InvalidParam';
    }),
  },
  {
    vendor: 'guance',
    wrong: 'success is a text',
    alter: members((body) => ({ success: String(body.success) })),
  },
  {
    vendor: 'guance',
    wrong: 'a charset is refused',
    alter: check('type', (refusal, { request }) =>
      request.headers['content-type'] === 'application/json'
        ? undefined
        : (refusal ?? {
            status: 400,
            message: 'Content-Type must be application/json, got another',
            errorCode: 'ft.InvalidParams',
          }),
    ),
  },
  { vendor: 'guance', wrong: 'any media type will do', alter: without('type') },
];
