/** Implements `POST /v2/push/` of BlueKing as its contract describes it. */
import { randomUUID } from 'node:crypto';
import { depthOf, escapeControls, integerOf, literalOf, parseJson, typeOf, utf8 } from './json.ts';
import { rateCounter } from './rate-limit.ts';
import { type Check, isObject, type Json, type JsonObject, type Service, type Setting } from './service.ts';

const PATH = '/v2/push/';
const bad = (message: string) => ({ status: 400, message });

export function bluekingService({ profile, credentials }: Setting): Service {
  const isReceiver = profile === 'receiver';
  const rules: Service['rules'] = {
    maxBodyBytes: isReceiver ? Number.POSITIVE_INFINITY : 512_000,
    maxDepth: 4096,
    requests: 1000,
    windowMs: isReceiver ? 1000 : 60_000,
    maxFutureSeconds: 3600,
    maxEventName: isReceiver ? Number.POSITIVE_INFINITY : 128,
    metricName: '^[a-zA-Z_][a-zA-Z0-9_]*$',
    mediaType: isReceiver ? 'text/plain; charset=utf-8' : 'application/json',
    escapes: isReceiver,
  };
  const fits = rateCounter(() => ({
    requests: Number(rules.requests),
    windowMs: Number(rules.windowMs),
    algorithm: isReceiver ? 'token-bucket' : 'sliding',
  }));

  const checks: Record<string, Check> = {
    path: ({ request }) =>
      decoded(request.target.split('?')[0] ?? '') === PATH
        ? undefined
        : { status: 404, message: 'no such page' },
    method: ({ request }) =>
      isReceiver || request.method === 'POST'
        ? undefined
        : { status: 405, message: `use POST, not ${request.method}`, headers: { Allow: 'POST' } },
    size: ({ request }) =>
      request.body.length > Number(rules.maxBodyBytes)
        ? { status: 413, message: 'too many bytes' }
        : undefined,
    empty: ({ request }) => (request.body.length === 0 ? bad(`nothing came from ${request.ip}`) : undefined),
    utf8(work) {
      work.text = (isReceiver ? work.request.body.toString('utf8') : utf8(work.request.body)) ?? '';
      return work.text === '' ? bad('these bytes are not UTF-8') : undefined;
    },
    json(work) {
      const parsed = parseJson(isReceiver ? escapeControls(work.text) : work.text);
      if (!parsed) return bad(isReceiver ? '"Syntax error at index 0: look\n\there' : 'this is not JSON');
      const { value } = parsed;
      const data =
        isReceiver && isObject(value) ? Object.entries(value).filter(([name]) => /^data$/i.test(name)) : [];
      if (hasInfinity(data)) return bad('"Syntax error at index 1: too large');
      work.value = isReceiver && isObject(value) ? lowerCased(value) : value;
      return undefined;
    },
    depth: ({ text }) =>
      depthOf(text) > Number(rules.maxDepth)
        ? bad(isReceiver ? '"Syntax error at index 2: recursion exceeded max depth\n' : 'nested too deeply')
        : undefined,
    record(work) {
      const value = work.value ?? {};
      const mismatch = (want: string, got: Json) =>
        bad(isReceiver ? `Mismatch type ${want} with value ${typeOf(got)} "at index 3` : `want ${want}`);
      if (!isObject(value)) return mismatch('map[string]interface {}', value);
      const { data_id: id = null, access_token: token = null, version = null, type = null } = value;
      if (id !== null && !isInt64(id, literalOf(work.text, 'data_id', isReceiver ? 'i' : '')))
        return mismatch('int64', id);
      const texts = [token, version, type].filter((text) => text !== null);
      const wrong = texts.find((text) => typeof text !== 'string');
      return wrong === undefined ? undefined : mismatch('string', wrong);
    },
    credentials(work) {
      const { data_id: id, access_token: token } = isObject(work.value) ? work.value : {};
      const literal = integerOf(literalOf(work.text, 'data_id', isReceiver ? 'i' : '') ?? '0');
      const compared = isReceiver ? BigInt.asIntN(32, literal) : literal;
      if ((id === null || id === undefined || compared === 0n) && !token)
        return { status: 401, message: 'who are you?' };
      const known = credentials.dataIds.find(
        ({ dataId, accessToken }) =>
          accessToken === token && typeof id === 'number' && compared === BigInt(dataId),
      );
      work.sender = { ...known };
      return known ? undefined : { status: 401, message: `no such token: ${id}/${token}` };
    },
    rate: ({ sender, request }) =>
      fits(String(isReceiver ? sender.accessToken : sender.dataId), request.nowMs)
        ? undefined
        : { status: 429, message: 'slow down' },
    content(work) {
      const data = isObject(work.value) ? work.value.data : undefined;
      if (!Array.isArray(data)) return bad('data: want a list');
      if (data.length === 0) return bad('data: want an item');
      const check = work.sender.kind === 'event' ? eventProblem : metricProblem;
      for (const item of data) {
        const problem = isObject(item) ? check(item, work.request.nowMs) : 'want an object';
        if (problem !== undefined) return bad(problem);
      }
      return undefined;
    },
  };

  const isName = (name: string) => name !== '__proto__' && new RegExp(String(rules.metricName)).test(name);

  function metricProblem(item: JsonObject, nowMs: number): string | undefined {
    const { metrics } = item;
    if (!isObject(metrics)) return 'metrics: want an object';
    const entries = Object.entries(metrics);
    if (entries.length === 0) return 'metrics: want one';
    for (const [name, value] of entries) {
      if (!isName(name)) return `${name} is a bad name`;
      if (typeof value !== 'number' || !Number.isFinite(value)) return `${name}: want a number`;
    }
    if (!isReceiver && (typeof item.target !== 'string' || item.target === ''))
      return 'target: want a string';
    return dimensionProblem(item, isName) ?? timeProblem(item, nowMs);
  }

  function eventProblem(item: JsonObject, nowMs: number): string | undefined {
    const { target, event_name: name, event } = item;
    if (typeof target !== 'string' || target === '') return 'target: want a string';
    if (typeof name !== 'string') return 'event_name: want a string';
    if ([...name].length > Number(rules.maxEventName)) return 'event_name: too long';
    if (!isObject(event)) return 'event: want an object';
    if (!Object.hasOwn(event, 'content')) return 'event.content: missing';
    if (!isReceiver && typeof event.content !== 'string') return 'event.content: want a string';
    return dimensionProblem(item, (dimension) => dimension !== '__proto__') ?? timeProblem(item, nowMs);
  }

  function dimensionProblem(item: JsonObject, isFine: (name: string) => boolean): string | undefined {
    const { dimension } = item;
    if (dimension === undefined) return undefined;
    if (!isObject(dimension)) return 'dimension: want an object';
    for (const [name, value] of Object.entries(dimension)) {
      if (!isFine(name)) return `${name} is a bad name`;
      const isScalar =
        typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null;
      const isText = isReceiver ? isScalar : typeof value === 'string';
      if (!isText) return `${name}: want a string`;
    }
    return undefined;
  }

  function timeProblem({ timestamp }: JsonObject, nowMs: number): string | undefined {
    if (timestamp === undefined) return undefined;
    if (typeof timestamp !== 'number' || !Number.isFinite(timestamp)) return 'timestamp: want a number';
    const now = Math.floor(nowMs / 1000);
    if (isReceiver && timestamp < (now - 2 ** 63) * 1000) return 'timestamp: in the future';
    const ahead = Math.floor(timestamp / 1000) - now;
    return ahead > Number(rules.maxFutureSeconds) ? 'timestamp: in the future' : undefined;
  }

  const envelope = (status: number, headers: Record<string, string>, body: object) => {
    const text = JSON.stringify(body);
    const written = rules.escapes
      ? text.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
      : text;
    return { status, headers: { 'Content-Type': String(rules.mediaType), ...headers }, body: written };
  };

  return {
    rules,
    checks,
    order: [
      'path',
      'method',
      'size',
      'empty',
      'utf8',
      'json',
      'depth',
      'record',
      'credentials',
      'rate',
      'content',
    ],
    owns: (path) => path.startsWith('/v2/'),
    accept: () =>
      envelope(
        200,
        {},
        isReceiver
          ? { message: '', code: '200', result: 'true' }
          : { result: 'true', message: 'success', request_id: randomUUID(), code: '200' },
      ),
    refuse: ({ status, message, headers = {} }) =>
      envelope(status, headers, { result: 'false', code: String(status), message }),
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function hasInfinity(value: Json): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity);
}

function lowerCased(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Returns whether the literal is a 64-bit integer. */
function isInt64(value: Json, literal = ''): boolean {
  if (typeof value !== 'number' || !/^-?\d+$/.test(literal)) return false;
  return BigInt.asIntN(64, BigInt(literal)) === BigInt(literal);
}
