/** Implements `POST /api/v1/push-events/{secret}/{subUri}` of Guance as its contract describes it. */
import { randomInt } from 'node:crypto';
import { depthOf, parseJson, typeOf, utf8 } from './json.ts';
import { rateCounter } from './rate-limit.ts';
import { type Check, isObject, type Json, type JsonObject, type Service, type Setting } from './service.ts';

const PREFIX = '/api/v1/push-events/';
const bad = (message: string) => ({ status: 400, message, errorCode: 'ft.InvalidParams' });
const STATUSES = ['fatal', 'critical', 'error', 'warning', 'info', 'ok'];
const RESERVED = [
  'source',
  'time',
  'time_us',
  'timestamp',
  'workspace_uuid',
  'workspace_name',
  'extra_data',
  'create_time',
];
const OWN = ['date', 'status', 'title', 'message', 'dimension_tags', 'check_value'];

export function guanceService({ profile, credentials }: Setting): Service {
  const rules: Service['rules'] = {
    maxBodyBytes: 1_048_576,
    maxDepth: 512,
    keyRequests: 20,
    workspaceRequests: 200,
    windowMs: 60_000,
    prefixes: '^(_|df_)',
    prefixFlags: '',
    keyStatus: profile === 'receiver' ? 401 : 403,
    mediaType: 'application/json',
  };
  const windowMs = () => Number(rules.windowMs);
  const keyFits = rateCounter(() => ({
    requests: Number(rules.keyRequests),
    windowMs: windowMs(),
    algorithm: 'sliding',
  }));
  const workspaceFits = rateCounter(() => ({
    requests: Number(rules.workspaceRequests),
    windowMs: windowMs(),
    algorithm: 'sliding',
  }));

  const checks: Record<string, Check> = {
    path({ request }) {
      const [path = ''] = request.target.split('?');
      if (!path.startsWith(PREFIX) || path === PREFIX)
        return { status: 404, message: 'there is nothing at this path', errorCode: 'ft.RouteNotFound' };
      try {
        decodeURIComponent(path);
      } catch {
        return bad('the path is not valid percent-encoded UTF-8');
      }
      return undefined;
    },
    method: ({ request }) =>
      request.method === 'POST'
        ? undefined
        : {
            status: 405,
            message: `method ${request.method} not allowed`,
            errorCode: 'ft.MethodNotAllowed',
            headers: { Allow: 'POST' },
          },
    size: ({ request }) =>
      request.body.length > Number(rules.maxBodyBytes)
        ? {
            status: 413,
            message: `request body larger than ${rules.maxBodyBytes} bytes`,
            errorCode: 'ft.RequestTooLarge',
          }
        : undefined,
    type({ request: { headers } }) {
      const given = headers['content-type'] ?? '';
      return (given.split(';')[0] ?? '').trim().toLowerCase() === 'application/json'
        ? undefined
        : bad(`Content-Type must be application/json, got ${given || 'none'}`);
    },
    json(work) {
      const { body } = work.request;
      if (body.length === 0) return bad('the request body is empty');
      const text = utf8(body);
      if (text === undefined) return bad('invalid UTF-8 at byte 0');
      const parsed = parseJson(text);
      if (!parsed) return bad('invalid JSON at index 0: invalid char');
      work.value = parsed.value;
      return depthOf(text) > Number(rules.maxDepth)
        ? bad(`the request body is nested deeper than ${rules.maxDepth} levels`)
        : undefined;
    },
    key({ request: { headers } }) {
      const key = headers['df-api-key'];
      if (key === undefined || credentials.apiKeys.includes(key)) return undefined;
      return { status: Number(rules.keyStatus), message: 'Invalid API Key', errorCode: 'ft.InvalidAPIKey' };
    },
    rate({ request: { headers, nowMs } }) {
      const key = headers['df-api-key'];
      const limited = (level: string, errorCode: string) => ({
        status: 401,
        message: `Trigger API rate limiting - ${level} level`,
        errorCode,
      });
      if (key !== undefined && !keyFits(key, nowMs)) return limited('AK', 'ft.TriggerApiAkCurrentLimiting');
      return workspaceFits('', nowMs)
        ? undefined
        : limited('workspace', 'ft.TriggerApiWorkspaceCurrentLimiting');
    },
    content({ value }) {
      const problem = contentProblem(value);
      return problem === undefined ? undefined : bad(problem);
    },
  };

  function contentProblem(value: Json): string | undefined {
    if (!isObject(value)) return `the request body must be an object, got ${typeOf(value)}`;
    const { event, extraData } = value;
    if (event === undefined) return 'event is required';
    if (!isObject(event)) return `event must be an object, got ${typeOf(event)}`;
    const problem = eventProblem(event) ?? ownFieldProblem(event);
    if (problem !== undefined || extraData === undefined) return problem;
    if (!isObject(extraData)) return `extraData must be an object, got ${typeOf(extraData)}`;
    return Object.hasOwn(extraData, '__proto__') ? 'extraData.__proto__: the name is not allowed' : undefined;
  }

  function ownFieldProblem(event: JsonObject): string | undefined {
    const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
    const prefixes = new RegExp(String(rules.prefixes), String(rules.prefixFlags));
    for (const [name, value] of Object.entries(event).filter(([name]) => !OWN.includes(name))) {
      const at = `event.${name}`;
      if (prefixes.test(name)) return `${at}: the name of a custom field must not start with _ or df_`;
      if (RESERVED.includes(name)) return `${at}: the name is reserved`;
      if (typeof value !== 'string') return `${at}: a custom field must be a string, got ${typeOf(value)}`;
      if (Object.hasOwn(tags, name)) return `${at}: the name is also a key of dimension_tags`;
    }
    return undefined;
  }

  const respondWith = (status: number, headers: Record<string, string>, body: JsonObject) => ({
    status,
    headers: { 'Content-Type': String(rules.mediaType), ...headers },
    body: JSON.stringify(body),
  });
  const traceId = () => String(randomInt(1, 2 ** 47));

  return {
    rules,
    checks,
    order: Object.keys(checks),
    owns: (path) => path.startsWith('/api/v1/'),
    accept({ startedMs }) {
      const id = traceId();
      const now = new Date(startedMs).toISOString();
      const content = {
        ...{ data: {}, error: 200, message: '', ok: true },
        ...{ reqCost: 0, reqTime: now, respTime: now, traceId: id },
      };
      return respondWith(
        200,
        {},
        { success: true, code: 200, content, message: '', errorCode: '', traceId: id },
      );
    },
    refuse: ({ status, message, errorCode = '', headers = {} }) =>
      respondWith(status, headers, {
        ...{ success: false, code: status, content: {}, message, errorCode },
        traceId: traceId(),
      }),
  };
}

function eventProblem(event: JsonObject): string | undefined {
  const { date, status, title, message, dimension_tags: tags, check_value: value } = event;
  if (date !== undefined && !Number.isSafeInteger(date))
    return `event.date must be an integer number of seconds, got ${typeOf(date)}`;
  if (status === undefined) return 'event.status is required';
  if (typeof status !== 'string' || !STATUSES.includes(status))
    return `event.status must be one of ${STATUSES.join(', ')}`;
  if (title !== undefined && typeof title !== 'string')
    return `event.title must be a string, got ${typeOf(title)}`;
  if (message !== undefined && typeof message !== 'string')
    return `event.message must be a string, got ${typeOf(message)}`;
  if (tags !== undefined) {
    const problem = tagProblem(tags);
    if (problem !== undefined) return problem;
  }
  if (value !== undefined && !Number.isFinite(value))
    return `event.check_value must be a number, got ${typeOf(value)}`;
  return undefined;
}

function tagProblem(tags: Json): string | undefined {
  if (!isObject(tags)) return `event.dimension_tags must be an object, got ${typeOf(tags)}`;
  for (const [name, value] of Object.entries(tags)) {
    const at = `event.dimension_tags.${name}`;
    if (name === '__proto__') return `${at}: the name is not allowed`;
    const isScalar =
      typeof value === 'number' ? Number.isFinite(value) : ['string', 'boolean'].includes(typeof value);
    if (!isScalar) return `${at} must be a string, a number or a boolean, got ${typeOf(value)}`;
  }
  return undefined;
}
