/** BlueKing: `call` is `{ kind, data }`; the credentials stand in the body. */
import { isObject, type Json } from '@pushspec/contract';
import { unusedNumber, unusedText } from './unused.ts';
import type { VendorKnowledge } from './vendor.ts';

export const blueking: VendorKnowledge = {
  roles({ blueking: { dataIds } }) {
    // Larger numbers would be rounded on their way into a request.
    const exact = dataIds.filter(({ dataId }) => Number.isSafeInteger(dataId));
    return {
      metric: exact.find(({ kind }) => kind === 'metric'),
      event: exact.find(({ kind }) => kind === 'event'),
    };
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
    // One item alone is a list of one to a client.
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
  names: ({ blueking: { dataIds } }) => ({
    nobody: {
      dataId: unusedNumber(dataIds.map(({ dataId }) => dataId)),
      accessToken: unusedText(
        'nope',
        dataIds.map(({ accessToken }) => accessToken),
      ),
    },
  }),
  secrets: ({ blueking: { dataIds } }) => dataIds.map(({ accessToken }) => accessToken),
};

/** Whether two data ids are the same, or the same in their low bits. */
function areEqual(given: Json | undefined, dataId: number, bits: number | undefined): boolean {
  if (bits === undefined || typeof given !== 'number') return given === dataId;
  return (
    Number.isInteger(given) && BigInt.asUintN(bits, BigInt(given)) === BigInt.asUintN(bits, BigInt(dataId))
  );
}
