/** Adapter for BlueKing: `call` is `{ kind, data }`, and the credentials are in the body. */
import { isObject, type Json } from '@pushspec/contract';
import type { ApiAdapter } from './api-adapter.ts';
import { unusedNumber, unusedString } from './unused.ts';

export const blueking: ApiAdapter = {
  roles({ blueking: { dataIds } }) {
    // JSON numbers above this are rounded in a request.
    const exact = dataIds.filter(({ dataId }) => Number.isSafeInteger(dataId));
    return {
      metric: exact.find(({ kind }) => kind === 'metric'),
      event: exact.find(({ kind }) => kind === 'event'),
    };
  },
  roleNames: {
    metric: 'an entry of `dataIds` with `"kind": "metric"`',
    event: 'an entry of `dataIds` with `"kind": "event"`',
  },
  defaultRole: (call) => String(call?.kind ?? 'metric'),
  acceptedCall: (role) =>
    role === 'event'
      ? {
          kind: 'event',
          data: [{ target: '10.0.0.1', event_name: 'restart', event: { content: 'restarted' } }],
        }
      : { kind: 'metric', data: [{ target: '10.0.0.1', metrics: { cpu_load: 1 } }] },
  bodyOf: ({ data = null }, { dataId = null, accessToken = null }) => ({
    data_id: dataId,
    access_token: accessToken,
    data,
  }),
  callOf(body, kind = 'metric') {
    if (!isObject(body)) return undefined;
    const { data_id, access_token, data, ...others } = body;
    // A client sends a single item as a list of one.
    if (!Array.isArray(data) || Object.keys(others).length > 0) return undefined;
    return { kind, data };
  },
  bodyCredentials: { data_id: 'dataId', access_token: 'accessToken' },
  anonymous: 'empty-token',
  kindOf: (body, { blueking: { dataIds } }) =>
    dataIds.find(({ dataId }) => isObject(body) && body.data_id === dataId)?.kind,
  isKnown: (body, { blueking: { dataIds } }, bits) =>
    dataIds.some(
      ({ dataId, accessToken }) =>
        isObject(body) && areEqual(body.data_id, dataId, bits) && body.access_token === accessToken,
    ),
  forwarded({ metrics = {}, event_name = '', event = {}, ...item }, kind) {
    const { target, dimension = {}, timestamp } = item;
    const values = Object.entries(isObject(dimension) ? dimension : {}).filter(([, value]) => value !== null);
    return {
      ...(kind === 'event' ? { event_name, event } : { metrics }),
      target: target ?? '',
      dimension: Object.fromEntries(values.map(([name, value]) => [name, String(value)])),
      // The time of receipt has as many digits as this one.
      timestamp: Math.trunc(Number(timestamp)) || Date.UTC(2026),
    };
  },
  names: ({ blueking: { dataIds } }) => ({
    unknown: {
      dataId: unusedNumber(dataIds.map(({ dataId }) => dataId)),
      accessToken: unusedString(
        'nope',
        dataIds.map(({ accessToken }) => accessToken),
      ),
    },
  }),
  secrets: ({ blueking: { dataIds } }) => dataIds.map(({ accessToken }) => accessToken),
};

/** Whether two data ids are equal, comparing only the low bits if `bits` is given. */
function areEqual(given: Json | undefined, dataId: number, bits: number | undefined): boolean {
  if (bits === undefined || typeof given !== 'number') return given === dataId;
  return (
    Number.isInteger(given) && BigInt.asUintN(bits, BigInt(given)) === BigInt.asUintN(bits, BigInt(dataId))
  );
}
