/** BlueKing: decode, token, rate limit, content, in this order (the receiver's own). */
import { isObject } from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { masked } from '@pushspec/contract/masking';
import { createGate } from '../../contract/gate.ts';
import { admitStep } from '../../steps/admit.ts';
import { jsonStep, sizeStep } from '../../steps/decode.ts';
import { vendorSteps } from '../../steps/step.ts';
import type { CreateVendor } from '../vendor.ts';
import { authenticateStep, type BluekingCaller } from './authenticate.ts';
import { decodedRecord, decodeRecordStep } from './decode-record.ts';
import { dropsOf, interpreter, resultOf } from './interpret.ts';
import { locateBlueking } from './locate.ts';
import { kindsOf, validateStep } from './validate.ts';

export const createBlueking: CreateVendor = async (context) => {
  const { contract, config, clock, safetyBytes } = context;
  const kinds = kindsOf(contract);
  const gate = await createGate(contract);
  const recordExplainer = createExplainer(
    contract.document,
    `/components/schemas/${contract.operation['x-decode-schema']}`,
  );
  return {
    contract,
    locate: (exchange) => locateBlueking(contract, exchange),
    steps: vendorSteps<BluekingCaller>({
      steps: [
        sizeStep(contract, safetyBytes),
        jsonStep(contract),
        decodeRecordStep(contract, recordExplainer),
        authenticateStep(contract, config.blueking.dataIds),
        admitStep<BluekingCaller>({
          context,
          setting: config.blueking.rateLimits,
          keyOf: (_, { caller }) => caller && String(caller.dataId),
          parameters: ({ caller }) => {
            const accessToken = caller?.accessToken ?? '';
            return { shown: { accessToken }, masked: { accessToken: masked(accessToken) } };
          },
        }),
        validateStep({ contract, gate, kinds, clock }),
      ],
      interpret: interpreter(contract, kinds),
      became: resultOf(contract, kinds),
      drops: dropsOf(kinds),
      decoded: decodedRecord(contract, recordExplainer),
      successMembers: ({ id }) =>
        hasRequestId(contract.document.components.schemas) ? { request_id: id } : {},
    }),
  };
};

function hasRequestId(schemas: Record<string, unknown>): boolean {
  const accepted = schemas.Accepted;
  return isObject(accepted) && isObject(accepted.properties) && 'request_id' in accepted.properties;
}
