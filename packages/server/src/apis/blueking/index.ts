/** The BlueKing API. It checks encoding, token, rate limit and content in the receiver's order. */
import type { Config, Json } from '@pushspec/contract';
import { isObject } from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { masked } from '@pushspec/contract/masking';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { type AdmitOptions, admitStep } from '../../pipeline/steps/admit.ts';
import { jsonStep, sizeStep } from '../../pipeline/steps/decode.ts';
import type { NamedCredential } from '../api.ts';
import { type ApiContext, type ApiDefinition, type CreateApi, operationModule } from '../api.ts';
import { authenticateStep, type BluekingCaller } from './authenticate.ts';
import { decodeRecordStep, recordReader } from './decode-record.ts';
import { identifiersIn } from './identifiers.ts';
import { dropCheck, interpreter, resultOf } from './interpret.ts';
import { locateBlueking, UNSERVED_PATH } from './locate.ts';
import { targetStep } from './target.ts';
import { titleOf } from './title.ts';
import { kindChecks, kindsOf } from './validate.ts';

const create: CreateApi = async (context) => {
  const { contract, config, clock, safetyBytes } = context;
  const kinds = kindsOf(contract);
  // The router has matched the decoded path.
  const schema = await openApiValidator({ contract, pathOf: () => contract.operation.path });
  const kind = kindChecks({ contract, kinds, clock });
  const recordExplainer = createExplainer(contract.document, String(contract.operation.body.decode));
  const readBody = recordReader(contract, recordExplainer);
  const operation = operationModule<BluekingCaller>({
    contract,
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('json', jsonStep(contract)),
      step('record', decodeRecordStep(contract, recordExplainer)),
      ...(context.isReceiver
        ? [step('target', targetStep(contract, config.blueking.dataIds))]
        : [
            step('authenticate', authenticateStep(contract, config.blueking.dataIds)),
            step('admit', admitStep(admission(context))),
          ]),
      schema,
      step('kind', kind.check),
    ],
    explain: kind.explain,
    interpret: interpreter(contract, kinds),
    resultOf: resultOf(contract, kinds),
    isDropped: dropCheck(kinds),
    titleOf,
    readBody,
    messageParameters: ({ method, target, headers, bytes }) =>
      credentialParameters(readBody({ method, target, headers, body: bytes })),
    compose: {
      body: (json, { shown, secrets: { accessToken } }) =>
        isObject(json) ? { data_id: shown.dataId, access_token: accessToken, ...json } : json,
    },
    successProperties: ({ id }) =>
      hasRequestId(contract.document.components.schemas) ? { request_id: id } : {},
  });
  return {
    operations: [operation],
    locate: (exchange) => locateBlueking(contract, exchange),
    identifiersIn,
  };
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

/** Returns the data id and the token of a body, which messages repeat. */
function credentialParameters(body: Json | undefined) {
  const { data_id: dataId, access_token: token } = isObject(body) ? body : {};
  const accessToken = typeof token === 'string' ? token : undefined;
  return {
    parameters: {
      ...(typeof dataId === 'number' && { dataId }),
      ...(accessToken !== undefined && { accessToken }),
    },
    masked: accessToken === undefined ? {} : { accessToken: masked(accessToken) },
  };
}

function hasRequestId(schemas: Record<string, unknown>): boolean {
  const accepted = schemas.Accepted;
  return isObject(accepted) && isObject(accepted.properties) && 'request_id' in accepted.properties;
}

export const blueking: ApiDefinition = {
  ...{ create, secrets, credentials, identifiers },
  additionalReasons: [UNSERVED_PATH],
  cleansPaths: true,
  namesTarget: true,
};

function secrets({ blueking }: Config): string[] {
  return blueking.dataIds.map(({ accessToken }) => accessToken);
}

/** Returns tokens and data ids. A data id identifies a request whose token is wrong. */
function identifiers({ blueking }: Config): string[] {
  return blueking.dataIds.flatMap(({ dataId, accessToken }) => [accessToken, String(dataId)]);
}

function credentials({ blueking }: Config): NamedCredential[] {
  return blueking.dataIds.map(({ dataId, accessToken, kind }) => ({
    name: String(dataId),
    shown: { dataId, kind },
    secrets: { accessToken },
  }));
}
