/** CloudMonitor: signature, rate limit, decode, content. */
import { createExplainer } from '@pushspec/contract/explain';
import { operationOrMethodRefusal, unknownPath } from '../../locate.ts';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { admitStep } from '../../steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../steps/decode.ts';
import { schemaExplanation } from '../../steps/validate.ts';
import { apiModule, type CreateApi } from '../vendor.ts';
import { authenticateSteps, type CloudMonitorCaller } from './authenticate.ts';
import { interpreter, resultOf } from './interpret.ts';

export const createCloudMonitor: CreateApi = async (context) => {
  const { contract, config, clock, safetyBytes, onError } = context;
  const schema = await openApiValidator({ contract });
  const explainer = createExplainer(contract.document, contract.bodySchema, contract.itemPointer);
  const authenticate = authenticateSteps({ contract, config: config.cloudmonitor, clock, onError });
  const admit = admitStep<CloudMonitorCaller>({
    context,
    setting: config.cloudmonitor.rateLimits,
    // Per account: two keys of one account share the limit.
    keyOf: (_, { caller }) => caller?.account.id,
  });
  return apiModule<CloudMonitorCaller>({
    contract,
    locate: (exchange) =>
      exchange.path === contract.entry.path
        ? operationOrMethodRefusal(contract, exchange)
        : unknownPath(contract, exchange),
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('knownKey', authenticate.knownKey),
      step('date', authenticate.dated),
      step('signature', authenticate.signed),
      step('clockSkew', authenticate.fresh),
      step('contentMd5', authenticate.wholeBody),
      step('securityToken', authenticate.temporaryKey),
      step('authorized', authenticate.authorized),
      step('admit', admit),
      step('contentEncoding', contentEncodingStep(contract)),
      step('mediaType', mediaTypeStep(contract)),
      step('json', jsonStep(contract)),
      schema,
    ],
    explain: schemaExplanation(contract, explainer),
    interpret: interpreter({ contract, explainer }),
    became: resultOf({ contract }),
  });
};
