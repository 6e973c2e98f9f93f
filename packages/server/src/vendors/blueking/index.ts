/** BlueKing: decode, token, rate limit, content, in this order (the receiver's own). */
import { isObject } from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { masked } from '@pushspec/contract/masking';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { type AdmitOptions, admitStep } from '../../pipeline/steps/admit.ts';
import { jsonStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { type ApiContext, type ApiDefinition, apiModule, type CreateApi } from '../vendor.ts';
import { authenticateStep, type BluekingCaller } from './authenticate.ts';
import { credentials, secrets } from './credentials.ts';
import { decodedRecord, decodeRecordStep } from './decode-record.ts';
import { dropsOf, interpreter, resultOf } from './interpret.ts';
import { locateBlueking } from './locate.ts';
import { kindChecks, kindsOf } from './validate.ts';

const create: CreateApi = async (context) => {
  const { contract, config, clock, safetyBytes } = context;
  const kinds = kindsOf(contract);
  const schema = await openApiValidator({ contract });
  const kind = kindChecks({ contract, kinds, clock });
  const recordExplainer = createExplainer(contract.document, String(contract.operation.body.decode));
  return apiModule<BluekingCaller>({
    contract,
    locate: (exchange) => locateBlueking(contract, exchange),
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('json', jsonStep(contract)),
      step('record', decodeRecordStep(contract, recordExplainer)),
      step('authenticate', authenticateStep(contract, config.blueking.dataIds)),
      step('admit', admitStep(admission(context))),
      schema,
      step('kind', kind.check),
    ],
    explain: kind.explain,
    interpret: interpreter(contract, kinds),
    became: resultOf(contract, kinds),
    drops: dropsOf(kinds),
    decoded: decodedRecord(contract, recordExplainer),
    compose: {
      body: (json, { shown, secrets: { accessToken } }) =>
        isObject(json) ? { data_id: shown.dataId, access_token: accessToken, ...json } : json,
    },
    successMembers: ({ id }) =>
      hasRequestId(contract.document.components.schemas) ? { request_id: id } : {},
  });
};

function admission(context: ApiContext): AdmitOptions<BluekingCaller> {
  return {
    context,
    setting: context.config.blueking.rateLimits,
    keyOf: (_, { caller }) => caller && String(caller.dataId),
    parameters: ({ caller }) => {
      const accessToken = caller?.accessToken ?? '';
      return { shown: { accessToken }, masked: { accessToken: masked(accessToken) } };
    },
  };
}

function hasRequestId(schemas: Record<string, unknown>): boolean {
  const accepted = schemas.Accepted;
  return isObject(accepted) && isObject(accepted.properties) && 'request_id' in accepted.properties;
}

export const blueking: ApiDefinition = { create, secrets, credentials };
