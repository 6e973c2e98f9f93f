/** Guance: decode, API key, rate limit, content, then whether a monitor takes the event. */
import { createExplainer } from '@pushspec/contract/explain';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { admitStep } from '../../pipeline/steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { schemaExplanation } from '../../pipeline/steps/validate.ts';
import { type ApiDefinition, apiModule, type CreateApi } from '../vendor.ts';
import { authenticateStep, type GuanceCaller } from './authenticate.ts';
import { requestParts } from './compose.ts';
import { credentials, secrets } from './credentials.ts';
import { envelopeMembers } from './envelope.ts';
import { collisionStep, interpreter, resultOf } from './interpret.ts';
import { createAddressing } from './locate.ts';
import { openFaults } from './open-faults.ts';
import { addUnrecovered } from './unrecovered.ts';

/** One server is one workspace. */
const WORKSPACE = 'workspace';

const create: CreateApi = async (context) => {
  const { contract, config, clock, random, safetyBytes, store, onReset } = context;
  const explainer = createExplainer(contract.document, contract.operation.body.schema);
  const addressing = createAddressing(contract);
  const schema = await openApiValidator({ contract, pathOf: addressing.contractPath });
  const faults = await openFaults(store);
  onReset(faults.clear);
  const admit = admitStep<GuanceCaller>({
    context,
    setting: config.guance.rateLimits,
    keyOf: (scope, { caller }) => (scope === WORKSPACE ? WORKSPACE : caller?.apiKey),
  });
  return apiModule<GuanceCaller>({
    contract,
    locate: addressing.locate,
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('contentEncoding', contentEncodingStep(contract)),
      step('mediaType', mediaTypeStep(contract)),
      step('json', jsonStep(contract)),
      step('authenticate', authenticateStep(contract, config.guance)),
      step('admit', admit),
      schema,
      step('collisions', collisionStep(contract, explainer)),
    ],
    explain: schemaExplanation(contract, explainer),
    interpret: interpreter({ contract, config: config.guance, explainer, addressing, faults, random }),
    became: resultOf({ contract, config: config.guance, explainer }),
    ...envelopeMembers({ contract, clock, random }),
    compose: requestParts(contract),
    addAdminRoutes: (router, admin) => addUnrecovered(router, faults, admin),
  });
};

export const guance: ApiDefinition = { create, secrets, credentials };
