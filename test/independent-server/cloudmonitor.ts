/** Implements `POST /event/custom/upload` of CloudMonitor as its contract describes it. */
import { createHash, createHmac } from 'node:crypto';
import { isDay } from './calendar.ts';
import { depthOf, parseJson, typeOf, utf8 } from './json.ts';
import { type RateCounts, rateCounter } from './rate-limit.ts';
import {
  type Check,
  type Incoming,
  isObject,
  type Json,
  type JsonObject,
  type Service,
  type Setting,
} from './service.ts';

const PATH = '/event/custom/upload';
const bad = (message: string) => ({ status: 400, message });
const forbidden = (message: string) => ({ status: 403, message });

export function cloudmonitorService({ profile, credentials }: Setting, counts: RateCounts): Service {
  const isReceiver = profile === 'receiver';
  const rules: Service['rules'] = {
    maxBodyBytes: 512_000,
    maxDepth: 512,
    maxEvents: 100,
    requests: 20,
    windowMs: 1000,
    skewSeconds: 900,
    takesLowerCase: isReceiver,
    signedPrefixes: '^x-(cms|acs)-',
    mediaType: 'application/json',
    firstIndex: 0,
  };
  const fits = rateCounter(
    () => ({ requests: Number(rules.requests), windowMs: Number(rules.windowMs), algorithm: 'sliding' }),
    counts,
  );
  const methods = isReceiver ? ['POST', 'PUT'] : ['POST'];

  const checks: Record<string, Check> = {
    path: ({ request }) =>
      request.target.split('?')[0] === PATH
        ? undefined
        : { status: 404, message: 'there is nothing at this path' },
    method: ({ request }) =>
      methods.includes(request.method)
        ? undefined
        : {
            status: 405,
            message: `method ${request.method} not allowed`,
            headers: { Allow: methods.join(', ') },
          },
    size: ({ request }) =>
      request.body.length > Number(rules.maxBodyBytes)
        ? bad(`the request body is larger than ${rules.maxBodyBytes} bytes`)
        : undefined,
    key(work) {
      const { authorization } = work.request.headers;
      if (!authorization) return forbidden('the Authorization header is missing');
      const colon = authorization.lastIndexOf(':');
      if (colon < 1 || colon === authorization.length - 1)
        return forbidden('the Authorization header must be AccessKeyId:Signature');
      const key = credentials.keys.find(({ accessKeyId }) => accessKeyId === authorization.slice(0, colon));
      work.sender = {
        ...key,
        securityToken: key?.securityToken ?? null,
        signature: authorization.slice(colon + 1),
      };
      return key ? undefined : forbidden('the AccessKeyId is not known');
    },
    date({ request: { headers } }) {
      if (headers.date === undefined || headers.date === '') return bad('the Date header is missing');
      return timestampOf(headers.date) === undefined
        ? bad(`the Date header must look like Mon, 23 Oct 2017 06:51:11 GMT, got ${headers.date}`)
        : undefined;
    },
    signature({ request, sender }) {
      const right = createHmac('sha1', String(sender.accessKeySecret))
        .update(stringToSign(request, new RegExp(String(rules.signedPrefixes))))
        .digest('hex')
        .toUpperCase();
      const given = rules.takesLowerCase ? String(sender.signature).toUpperCase() : sender.signature;
      return given === right ? undefined : forbidden('the signature does not fit the request');
    },
    skew({ request }) {
      const seconds = Math.abs((timestampOf(request.headers.date ?? '') ?? 0) - request.nowMs) / 1000;
      return seconds > Number(rules.skewSeconds)
        ? forbidden(
            `the Date header is ${Math.round(seconds)} s from the time of the service, at most ${rules.skewSeconds} s are allowed`,
          )
        : undefined;
    },
    digest({ request: { headers, body } }) {
      const given = headers['content-md5'];
      if (given === undefined || given === '')
        return body.length === 0 ? undefined : bad('the Content-MD5 header is missing');
      const right = createHash('md5').update(body).digest('hex').toUpperCase();
      const hexadecimal = isReceiver ? 'in hexadecimal digits' : 'in upper-case hexadecimal digits';
      return (rules.takesLowerCase ? given.toUpperCase() : given) === right
        ? undefined
        : forbidden(
            `the Content-MD5 header is not the MD5 of the ${body.length} bytes received, ${hexadecimal}`,
          );
    },
    token: ({ request: { headers }, sender }) =>
      (headers['x-cms-security-token'] ?? null) === sender.securityToken
        ? undefined
        : forbidden(
            headers['x-cms-security-token'] === undefined
              ? 'the x-cms-security-token header is missing, and a temporary access key needs it'
              : 'the x-cms-security-token header does not belong to the access key',
          ),
    permission: ({ sender }) =>
      sender.authorized === true ? undefined : forbidden('cannot upload event, please use ram to auth'),
    rate: ({ sender, request }) =>
      fits(String(sender.account), request.nowMs)
        ? undefined
        : forbidden(`rate limit exceeded: at most ${rules.requests} requests in 1 s per account`),
    type({ request: { headers } }) {
      const given = headers['content-type'] ?? '';
      const compared = isReceiver ? (given.split(';')[0] ?? '').trim() : given;
      return compared.toLowerCase() === 'application/json'
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
      work.text = text;
      work.value = parsed.value;
      return depthOf(text) > Number(rules.maxDepth)
        ? bad(`the request body is nested deeper than ${rules.maxDepth} levels`)
        : undefined;
    },
    headers({ request: { headers } }) {
      if (headers['x-cms-signature'] !== 'hmac-sha1') return bad('x-cms-signature must be hmac-sha1');
      if (headers['x-cms-api-version'] !== '1.0') return bad('x-cms-api-version must be 1.0');
      return headers['x-cms-ip'] ? undefined : bad('the x-cms-ip header is missing or empty');
    },
    events({ value }) {
      if (!Array.isArray(value))
        return bad(`the request body must be an array of events, got ${typeOf(value)}`);
      if (value.length === 0) return bad('the request body holds no event');
      if (value.length > Number(rules.maxEvents))
        return bad(`a request takes at most ${rules.maxEvents} events, got ${value.length}`);
      for (const [index, event] of value.entries()) {
        const problem = eventProblem(event, String(index + Number(rules.firstIndex)));
        if (problem !== undefined) return bad(problem);
      }
      return undefined;
    },
  };

  function eventProblem(event: Json, at: string): string | undefined {
    if (!isObject(event)) return `an event must be an object, got ${typeOf(event)} (at ${at})`;
    const { name, content, groupId, time } = event;
    if (name === undefined) return `name is required (at ${at}.name)`;
    if (typeof name !== 'string') return `name must be a string, got ${typeOf(name)} (at ${at}.name)`;
    if (!/\S/u.test(name)) return `name must not be blank (at ${at}.name)`;
    if (content === undefined) return `content is required (at ${at}.content)`;
    if (typeof content !== 'string')
      return `content must be a string, got ${typeOf(content)} (at ${at}.content)`;
    if (groupId !== undefined && !isGroup(groupId))
      return `groupId must be the number of an application group, got ${shown(groupId)} (at ${at}.groupId)`;
    if (time !== undefined && !isTime(time, isReceiver)) {
      const forms = isReceiver ? ' or be 13 digits of milliseconds' : '';
      return `time must look like 20171023T144439.948+0800${forms}, got ${shown(time)} (at ${at}.time)`;
    }
    const wrong = ['level', 'regionId', 'status', 'trace', 'ver'].find(
      (field) => event[field] !== undefined && typeof event[field] !== 'string',
    );
    return wrong && `${wrong} must be a string, got ${typeOf(event[wrong])} (at ${at}.${wrong})`;
  }

  const respondWith = (status: number, headers: Record<string, string>, body: JsonObject) => ({
    status,
    headers: { 'Content-Type': String(rules.mediaType), ...headers },
    body: JSON.stringify(body, null, 1),
  });

  return {
    rules,
    checks,
    order: Object.keys(checks),
    owns: (path) => path.startsWith('/event/') || path.startsWith('/metric/'),
    accept: () => respondWith(200, {}, { msg: '', code: '200', requestId: 'not-checked' }),
    refuse: ({ status, message, headers = {} }) =>
      respondWith(status, headers, { msg: message, code: String(status) }),
  };
}

function stringToSign({ method, headers, target }: Incoming, prefixes: RegExp): string {
  const signed = Object.keys(headers)
    .filter((name) => prefixes.test(name))
    .sort()
    .map((name) => `${name}:${headers[name]?.trim()}`);
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  const resource = query === '' ? path : `${path}?${query.split('&').sort().join('&')}`;
  const line = (name: string) => headers[name] ?? '';
  return [method, line('content-md5'), line('content-type'), line('date'), ...signed, resource].join('\n');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|UTC|[+-]\d{4})$/;

function timestampOf(text: string): number | undefined {
  const [, day, month, year, hour, minute, second, zone = ''] = DATE.exec(text) ?? [];
  if (day === undefined) return undefined;
  const parts = [year, String(MONTHS.indexOf(month ?? '') + 1), day, hour, minute, second].map(Number);
  const [, , , hours = 0, minutes = 0, seconds = 0] = parts;
  if (!isDay(parts) || hours > 23 || minutes > 59 || seconds > 59) return undefined;
  const [offsetHours, offsetMinutes] = [Number(zone.slice(1, 3)) || 0, Number(zone.slice(3)) || 0];
  if (offsetHours > 23 || offsetMinutes > 59) return undefined;
  const offset = /^[+-]/.test(zone)
    ? (offsetHours * 60 + offsetMinutes) * (zone.startsWith('-') ? -1 : 1)
    : 0;
  const date = new Date(0);
  date.setUTCFullYear(parts[0] ?? 0, (parts[1] ?? 1) - 1, parts[2] ?? 1);
  return date.setUTCHours(hours, minutes, seconds) - offset * 60_000;
}

const TIME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})\.\d{3}[+-](\d{2})(\d{2})$/;

function isTime(time: Json, takesMilliseconds: boolean): boolean {
  if (takesMilliseconds && /^[0-9]{13}$/.test(typeof time === 'number' ? String(time) : String(time ?? '')))
    return (typeof time === 'number' && time >= 1e12) || typeof time === 'string';
  if (typeof time !== 'string') return false;
  const parts = TIME.exec(time)?.slice(1).map(Number);
  if (!parts) return false;
  const [, , , hours = 0, minutes = 0, seconds = 0, zoneHours = 0, zoneMinutes = 0] = parts;
  return isDay(parts) && hours < 24 && minutes < 60 && seconds < 60 && zoneHours < 24 && zoneMinutes < 60;
}

function isGroup(group: Json): boolean {
  if (typeof group === 'string') return /^[0-9]{1,18}$/.test(group);
  return Number.isSafeInteger(group) && Number(group) >= 0;
}

const shown = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));
