/** Mistakes that an implementer of the Guance contract could make. */
import { type Break, before, bodies, check, lenient, properties, rule, without } from './break.ts';
import { isObject } from './service.ts';

export const guanceBreaks: readonly Break[] = [
  { api: 'guance', wrong: 'five requests per minute are allowed', alter: rule({ workspaceRequests: 5 }) },
  { api: 'guance', wrong: 'prefixes are forbidden in any letter case', alter: rule({ prefixFlags: 'i' }) },
  { api: 'guance', wrong: 'one prefix is allowed', alter: rule({ prefixes: '^df_' }) },
  {
    api: 'guance',
    wrong: 'the inner traceId differs',
    alter: bodies(({ content }) => {
      if (isObject(content) && content.traceId) content.traceId = `${content.traceId}0`;
    }),
  },
  {
    api: 'guance',
    wrong: 'reqCost differs from the time between both timestamps',
    alter: bodies(({ content }) => {
      if (isObject(content) && content.ok) content.reqCost = 458;
    }),
  },
  {
    api: 'guance',
    wrong: 'reqCost is longer than the request took',
    alter: bodies(({ content }) => {
      if (!isObject(content) || !content.ok) return;
      content.reqCost = 3_600_000;
      content.reqTime = new Date(Date.parse(String(content.respTime)) - 3_600_000).toISOString();
    }),
  },
  { api: 'guance', wrong: 'any API key is accepted', alter: without('key') },
  {
    api: 'guance',
    wrong: 'only the beginning of an API key is compared',
    alter: check('key', (refusal, { request }) =>
      request.headers['df-api-key']?.startsWith('dev-api-key') ? undefined : refusal,
    ),
  },
  { api: 'guance', wrong: 'the API key is checked before the JSON', alter: before('key', 'json') },
  { api: 'guance', wrong: 'the content is checked before the API key', alter: before('content', 'key') },
  { api: 'guance', wrong: 'a refused key gets 401', alter: rule({ keyStatus: 401 }) },
  { api: 'guance', profile: 'receiver', wrong: 'a refused key gets 403', alter: rule({ keyStatus: 403 }) },
  { api: 'guance', wrong: 'a reserved name is allowed', alter: lenient('content', 'event.create_time') },
  {
    api: 'guance',
    wrong: 'statuses are accepted in any letter case',
    alter: lenient('content', 'event.status must be'),
  },
  { api: 'guance', wrong: 'a field may have the name of a tag', alter: lenient('content', 'also a key') },
  { api: 'guance', wrong: 'a value may be a string', alter: lenient('content', 'check_value') },
  { api: 'guance', wrong: 'extraData may be null', alter: lenient('content', 'extraData must be') },
  {
    api: 'guance',
    wrong: 'an unknown secret gets 404',
    alter: check('content', (refusal, { request }) =>
      request.target.includes('secret_dev')
        ? refusal
        : { status: 404, message: 'there is nothing at this path', errorCode: 'ft.RouteNotFound' },
    ),
  },
  {
    api: 'guance',
    wrong: 'a path that cannot be decoded is accepted',
    alter: check('path', (refusal) => (refusal?.status === 400 ? undefined : refusal)),
  },
  { api: 'guance', wrong: 'a megabyte has a million bytes', alter: rule({ maxBodyBytes: 1_000_000 }) },
  { api: 'guance', wrong: 'the maximum depth is one level more', alter: rule({ maxDepth: 513 }) },
  {
    api: 'guance',
    wrong: 'refusals have another code',
    alter: bodies((body) => {
      if (body.errorCode === 'ft.InvalidParams') body.errorCode = 'ft.InvalidParam';
    }),
  },
  {
    api: 'guance',
    wrong: 'success is a string',
    alter: properties((body) => ({ success: String(body.success) })),
  },
  {
    api: 'guance',
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
  { api: 'guance', wrong: 'any media type is accepted', alter: without('type') },
];
