/** CloudMonitor: signature, rate limit, decode, content. */
import { createExplainer } from '@pushspec/contract/explain';
import { createGate } from '../../contract/gate.ts';
import { operationOrMethodRefusal, unknownPath } from '../../locate.ts';
import { admitStep } from '../../steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../steps/decode.ts';
import { vendorSteps } from '../../steps/step.ts';
import { schemaStep } from '../../steps/validate.ts';
import type { CreateVendor } from '../vendor.ts';
import { authenticateSteps, type CloudMonitorCaller } from './authenticate.ts';
import { interpreter, resultOf } from './interpret.ts';

export const createCloudMonitor: CreateVendor = async (context) => {
  const { contract, config, clock, safetyBytes, onError } = context;
  const gate = await createGate(contract);
  const explainer = createExplainer(contract.document, contract.bodySchema, contract.itemPointer);
  const fitsSchema = schemaStep({ contract, gate, explainer });
  return {
    contract,
    locate: (exchange) =>
      exchange.path === contract.entry.path
        ? operationOrMethodRefusal(contract, exchange)
        : unknownPath(contract, exchange),
    steps: vendorSteps<CloudMonitorCaller>({
      steps: [
        sizeStep(contract, safetyBytes),
        ...authenticateSteps({ contract, config: config.cloudmonitor, clock, onError }),
        admitStep<CloudMonitorCaller>({
          context,
          setting: config.cloudmonitor.rateLimits,
          // Per account: two keys of one account share the limit.
          keyOf: (_, { caller }) => caller?.account.id,
        }),
        contentEncodingStep(contract),
        mediaTypeStep(contract),
        jsonStep(contract),
        fitsSchema,
      ],
      interpret: interpreter({ contract, explainer }),
      became: resultOf({ contract }),
    }),
  };
};
