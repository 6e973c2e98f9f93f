/** Mistakes that somebody who implements the contract of guance could make. */
import { type Break, before, bodies, check, lenient, members, rule, without } from './break.ts';
import { isObject } from './service.ts';

export const guanceBreaks: readonly Break[] = [
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
  {
    vendor: 'guance',
    wrong: 'the beginning of an API key is compared',
    alter: check('key', (refusal, { request }) =>
      request.headers['df-api-key']?.startsWith('dev-api-key') ? undefined : refusal,
    ),
  },
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
