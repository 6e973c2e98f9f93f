/** Implements `PutCustomEvent` and `PutEvent` of CloudMonitor's RPC gateway as their contract describes them. */
import { randomUUID } from 'node:crypto';
import { authenticationChecks } from './cloudmonitor-rpc-authentication.ts';
import { listOf, parseQuotedJson } from './cloudmonitor-rpc-decoding.ts';
import { customEvent, eventsProblem, jsonEvent } from './cloudmonitor-rpc-events.ts';
import { bad, invalid, listFaults, malformed, missing, refused } from './cloudmonitor-rpc-refusals.ts';
import { type RpcRequest, readRpcRequest } from './cloudmonitor-rpc-request.ts';
import { depthOf } from './json.ts';
import { type RateCounts, rateCounter } from './rate-limit.ts';
import type { Check, Json, JsonObject, Refusal, Service, Setting, Work } from './service.ts';

const VERSIONS: Readonly<Record<string, string>> = { PutCustomEvent: '2019-01-01', PutEvent: '2018-03-08' };

export function cloudmonitorRpcService({ credentials }: Setting, counts: RateCounts): Service {
  const rules: Service['rules'] = {
    methods: 'POST GET',
    maxBytes: 512_000,
    maxDepth: 512,
    PutCustomEvent: 50,
    PutEvent: 100,
    requests: 20,
    windowMs: 1000,
    skewSeconds: 900,
    nonceSeconds: 900,
    timestamp: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$',
    form: '^application/x-www-form-urlencoded *(;|$)',
    plus: ' ',
    keepsPercents: false,
    replacesBytes: false,
    index: '^[1-9][0-9]*$',
    group: '^[0-9]{1,18}$',
    allowsGaps: false,
    singleQuotes: true,
    checksDays: true,
    allowsBoth: false,
    gatewayInForm: true,
    gatewayOnce: false,
    trailingCommas: false,
    readsQuery: true,
    readsForm: true,
    unreserved: 'A-Za-z0-9._~-',
    outerUnreserved: 'A-Za-z0-9._~-',
    encodedSpace: '%20',
    keySuffix: '&',
    signsEmpty: true,
    signsForm: true,
    prefersHeaders: false,
    sortsNumbers: false,
    trustsDigest: false,
    signedHeaders: 'host x-acs-action x-acs-content-sha256 x-acs-date x-acs-signature-nonce x-acs-version',
    signedPrefix: 'x-acs-',
    retryHeader: 'x-acs-retry-after',
    retryUnitMs: 1,
    mediaType: 'application/json;charset=utf-8',
  };
  const fits = rateCounter(
    () => ({ requests: Number(rules.requests), windowMs: Number(rules.windowMs), algorithm: 'sliding' }),
    counts,
  );
  const events = new WeakMap<Work, Json>();
  const requests = new WeakMap<Work, RpcRequest>();
  const of = (work: Work): RpcRequest => {
    const known = requests.get(work) ?? readRpcRequest(work.request, rules);
    requests.set(work, known);
    return known;
  };

  const checks: Record<string, Check> = {
    action(work) {
      const { action } = of(work);
      if (!action) return missing('Action');
      return Object.hasOwn(VERSIONS, action)
        ? undefined
        : refused(
            'InvalidAction.NotFound',
            'Specified api is not found, please check your url and method.',
            404,
          );
    },
    method: ({ request }) =>
      String(rules.methods).split(' ').includes(request.method)
        ? undefined
        : refused('UnsupportedHTTPMethod', 'This http method is not supported.'),
    version(work) {
      const { action, version } = of(work);
      if (!version) return missing('Version');
      return version === VERSIONS[action]
        ? undefined
        : refused('InvalidVersion', 'Specified parameter Version is not valid.');
    },
    ...authenticationChecks({ credentials, rules, of }),
    permission: ({ sender }) =>
      sender.authorized === true
        ? undefined
        : refused(
            'Forbidden.RAM',
            "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
            403,
          ),
    rate({ sender, request: { nowMs } }) {
      const account = String(sender.account);
      if (fits(account, nowMs)) return undefined;
      const oldestMs = counts.accepted.get(account)?.[0] ?? nowMs;
      const waitMs = oldestMs + Number(rules.windowMs) - nowMs;
      const headers = { [String(rules.retryHeader)]: String(Math.ceil(waitMs / Number(rules.retryUnitMs))) };
      return { ...refused('Throttling.User', 'Request was denied due to user flow control.'), headers };
    },
    size(work) {
      const bytes = of(work).own.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0);
      return bytes > Number(rules.maxBytes)
        ? bad(`the values of the parameters have more than ${rules.maxBytes} bytes`)
        : undefined;
    },
    mediaType({ request }) {
      const given = request.headers['content-type'] ?? '';
      return request.body.length === 0 || new RegExp(String(rules.form), 'i').test(given)
        ? undefined
        : invalid(`Content-Type must be application/x-www-form-urlencoded, got ${given || 'none'}`);
    },
    form: (work) => malformed(of(work).form),
    repeated(work) {
      const { repeated } = of(work);
      return repeated === undefined ? undefined : invalid(`the parameter ${repeated} is sent more than once`);
    },
    body(work) {
      const { action, own } = of(work);
      return action === 'PutEvent' ? jsonBody(work, new Map(own).get('EventInfo')) : listBody(work, own);
    },
    events(work) {
      const { action } = of(work);
      const names = action === 'PutEvent' ? jsonEvent : customEvent;
      const problem = eventsProblem(events.get(work), names, Number(rules[action]), rules);
      return problem === undefined ? undefined : bad(problem);
    },
  };

  /** Decodes the events of PutEvent. */
  function jsonBody(work: Work, text: string | undefined): Refusal | undefined {
    if (text === undefined) return undefined;
    const json = rules.trailingCommas ? text.replace(/,(?=\s*[\]}])/g, '') : text;
    const parsed = parseQuotedJson(json, rules.singleQuotes === true);
    if (!parsed) return bad('EventInfo is not valid JSON: look again at byte 0');
    events.set(work, parsed.value);
    return depthOf(parsed.text) > Number(rules.maxDepth)
      ? bad(`EventInfo is nested deeper than ${rules.maxDepth} levels`)
      : undefined;
  }

  /** Decodes the events of PutCustomEvent. */
  function listBody(work: Work, own: RpcRequest['own']): Refusal | undefined {
    const list = listOf('EventInfo', own, {
      index: new RegExp(String(rules.index)),
      allowsGaps: rules.allowsGaps === true,
      allowsBoth: rules.allowsBoth === true,
    });
    if ('fault' in list) return listFaults[list.fault](list.name);
    if (list.value !== undefined) events.set(work, list.value);
    return undefined;
  }

  const respondWith = (status: number, headers: Record<string, string>, body: JsonObject) => ({
    status,
    headers: { 'Content-Type': String(rules.mediaType), ...headers },
    body: JSON.stringify({ ...body, RequestId: randomUUID().toUpperCase() }),
  });

  return {
    rules,
    checks,
    order: Object.keys(checks),
    owns: (target) => target.split('?')[0] === '/',
    accept: () => respondWith(200, {}, { Message: 'success', Code: '200' }),
    refuse: ({ status, message, errorCode = '', headers = {} }, { request }) =>
      respondWith(status, headers, {
        ...{ Code: errorCode, Message: message, HostId: request.headers.host ?? '' },
        Recommend: 'https://api.alibabacloud.com/troubleshoot',
      }),
  };
}
