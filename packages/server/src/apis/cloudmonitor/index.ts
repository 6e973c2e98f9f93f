/** The CloudMonitor API. It checks signature, rate limit, encoding and content in this order. */
import type { AccessKey, Config } from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { examineCloudMonitor } from '@pushspec/doctor';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import { operationOrMethodRefusal, unknownPath } from '../../pipeline/locate.ts';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { admitStep } from '../../pipeline/steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { schemaExplanation } from '../../pipeline/steps/validate.ts';
import type { NamedCredential } from '../api.ts';
import { type ApiContext, type ApiDefinition, type CreateApi, operationModule } from '../api.ts';
import { firstString } from '../item-title.ts';
import { signatureReport } from '../signature-report.ts';
import { authenticateSteps, authorizationOf, type CloudMonitorCaller } from './authenticate.ts';
import { requestParts } from './compose.ts';
import { interpreter, resultOf } from './interpret.ts';
import { otherCallsName, PUT_EVENT } from './other-names.ts';
import { replayed } from './re-sign.ts';

/** Name of the rate limiter that all APIs with the accounts of CloudMonitor draw on. */
export const ACCOUNTS = 'CloudMonitor accounts';

const create: CreateApi = async (context) => {
  const { contract, config, safetyBytes } = context;
  const { path, body } = contract.operation;
  const schema = await openApiValidator({ contract });
  const explainer = createExplainer(contract.document, body.schema, body.items);
  const keys = accessKeys(config);
  const { keySeparator } = signerOf(contract.operation).rules;
  const operation = operationModule<CloudMonitorCaller>({
    contract,
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      ...(context.isReceiver ? [] : admission(context)),
      step('contentEncoding', contentEncodingStep(contract)),
      step('mediaType', mediaTypeStep(contract)),
      step('json', jsonStep(contract)),
      schema,
    ],
    explain: schemaExplanation(contract, explainer, (name) => otherCallsName(PUT_EVENT, name)),
    interpret: interpreter({ contract, explainer }),
    resultOf: resultOf({ contract }),
    titleOf: (item) => firstString(item, 'name'),
    compose: requestParts(contract),
    replay: (request, nowMs) => replayed(request, { signer: signerOf(contract.operation), keys, nowMs }),
    signatureReport: (record, mask) =>
      signatureReport(record, {
        examine: (examined) => examineCloudMonitor({ ...examined, isReceivedNow: true }),
        ...{ keys, profile: contract.profile, mask },
      }),
  });
  return {
    operations: [operation],
    locate: (exchange) =>
      exchange.path === path ? operationOrMethodRefusal(contract, exchange) : unknownPath(contract, exchange),
    identifiersIn: ({ headers }) => {
      const { accessKeyId } = authorizationOf(headers, keySeparator);
      return accessKeyId === '' ? [] : [accessKeyId];
    },
  };
};

/** Returns the steps that authenticate the sender and count the request. */
function admission(context: ApiContext) {
  const { contract, config, clock, onError } = context;
  const authenticate = authenticateSteps({ contract, config: config.cloudmonitor, clock, onError });
  const admit = admitStep<CloudMonitorCaller>({
    context,
    setting: config.cloudmonitor.rateLimits,
    sharedCounter: ACCOUNTS,
    // The limit is per account, so two keys of one account share it.
    keyOf: (_, { caller }) => caller?.account.id,
  });
  return [
    step('knownKey', authenticate.knownKey),
    step('date', authenticate.date),
    step('signature', authenticate.signature),
    step('clockSkew', authenticate.clockSkew),
    step('contentMd5', authenticate.contentMd5),
    step('securityToken', authenticate.securityToken),
    step('authorized', authenticate.authorized),
    step('admit', admit),
  ];
}

export const cloudmonitor: ApiDefinition = {
  ...{ create, secrets, keyIds, credentials },
  // A request contains the id of its key. The signature proves that the sender has the secret.
  identifiers: keyIds,
};

function accessKeys({ cloudmonitor }: Config): AccessKey[] {
  return cloudmonitor.accounts.flatMap(({ keys }) => keys);
}

function secrets(config: Config): string[] {
  return accessKeys(config).flatMap(({ accessKeySecret, securityToken }) =>
    securityToken === undefined ? [accessKeySecret] : [accessKeySecret, securityToken],
  );
}

function keyIds(config: Config): string[] {
  return accessKeys(config).map(({ accessKeyId }) => accessKeyId);
}

function credentials({ cloudmonitor }: Config): NamedCredential[] {
  return cloudmonitor.accounts.flatMap(({ id, authorized = true, keys }) =>
    keys.map(({ accessKeyId, accessKeySecret, securityToken }) => ({
      name: accessKeyId,
      shown: { account: id, accessKeyId, authorized },
      secrets: { accessKeySecret, ...(securityToken !== undefined && { securityToken }) },
    })),
  );
}
