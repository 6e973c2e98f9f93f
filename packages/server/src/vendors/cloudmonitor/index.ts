/** CloudMonitor: signature, rate limit, decode, content. */
import { createExplainer } from '@pushspec/contract/explain';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import { operationOrMethodRefusal, unknownPath } from '../../pipeline/locate.ts';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { admitStep } from '../../pipeline/steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { schemaExplanation } from '../../pipeline/steps/validate.ts';
import { type ApiDefinition, apiModule, type CreateApi } from '../vendor.ts';
import { authenticateSteps, type CloudMonitorCaller } from './authenticate.ts';
import { requestParts } from './compose.ts';
import { accessKeys, credentials, keyIds, secrets } from './credentials.ts';
import { interpreter, resultOf } from './interpret.ts';
import { signatureReport } from './signature-report.ts';
import { replayed } from './signed-anew.ts';

const create: CreateApi = async (context) => {
  const { contract, config, clock, safetyBytes, onError } = context;
  const { path, body } = contract.operation;
  const schema = await openApiValidator({ contract });
  const explainer = createExplainer(contract.document, body.schema, body.items);
  const authenticate = authenticateSteps({ contract, config: config.cloudmonitor, clock, onError });
  const admit = admitStep<CloudMonitorCaller>({
    context,
    setting: config.cloudmonitor.rateLimits,
    // Per account: two keys of one account share the limit.
    keyOf: (_, { caller }) => caller?.account.id,
  });
  const keys = accessKeys(config);
  return apiModule<CloudMonitorCaller>({
    contract,
    locate: (exchange) =>
      exchange.path === path ? operationOrMethodRefusal(contract, exchange) : unknownPath(contract, exchange),
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
    compose: requestParts(contract),
    replay: (request, nowMs) => replayed(request, { signer: signerOf(contract.operation), keys, nowMs }),
    signatureReport: (record, mask) => signatureReport(record, { keys, profile: contract.profile, mask }),
  });
};

export const cloudmonitor: ApiDefinition = { create, secrets, keyIds, credentials };
