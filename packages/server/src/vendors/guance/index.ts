/** Guance: decode, API key, rate limit, content, then whether a monitor takes the event. */
import { createExplainer } from '@pushspec/contract/explain';
import { createGate } from '../../contract/gate.ts';
import { admitStep } from '../../steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../steps/decode.ts';
import { vendorSteps } from '../../steps/step.ts';
import { schemaStep } from '../../steps/validate.ts';
import type { CreateVendor } from '../vendor.ts';
import { authenticateStep, type GuanceCaller } from './authenticate.ts';
import { envelopeMembers } from './envelope.ts';
import { collisionStep, interpreter, resultOf } from './interpret.ts';
import { createAddressing } from './locate.ts';
import { openFaults } from './open-faults.ts';

/** One server is one workspace. */
const WORKSPACE = 'workspace';

export const createGuance: CreateVendor = async (context) => {
  const { contract, config, clock, random, safetyBytes, store, onReset } = context;
  const gate = await createGate(contract);
  const explainer = createExplainer(contract.document, contract.bodySchema);
  const addressing = createAddressing(contract);
  const fitsSchema = schemaStep({ contract, gate, explainer, pathOf: addressing.contractPath });
  const faults = await openFaults(store);
  onReset(faults.clear);
  return {
    contract,
    openFaults: faults.list,
    locate: addressing.locate,
    steps: vendorSteps<GuanceCaller>({
      steps: [
        sizeStep(contract, safetyBytes),
        contentEncodingStep(contract),
        mediaTypeStep(contract),
        jsonStep(contract),
        authenticateStep(contract, config.guance),
        admitStep<GuanceCaller>({
          context,
          setting: config.guance.rateLimits,
          keyOf: (scope, { caller }) => (scope === WORKSPACE ? WORKSPACE : caller?.apiKey),
        }),
        fitsSchema,
        collisionStep(contract, explainer),
      ],
      interpret: interpreter({ contract, config: config.guance, explainer, addressing, faults, random }),
      became: resultOf({ contract, config: config.guance, explainer }),
      ...envelopeMembers({ contract, clock, random }),
    }),
  };
};
