/** The Guance API. It checks encoding, API key, rate limit and content, and then whether a monitor accepts the event. */

import { valueAt } from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { evaluateAccepted } from '../../pipeline/interpretation.ts';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { admitStep } from '../../pipeline/steps/admit.ts';
import { contentEncodingStep, jsonStep, mediaTypeStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { schemaExplanation } from '../../pipeline/steps/validate.ts';
import type { RequestParts } from '../api.ts';
import { type ApiDefinition, type CreateApi, operationModule } from '../api.ts';
import { firstString } from '../item-title.ts';
import { apiKeyHeader, authenticateStep, type GuanceCaller } from './authenticate.ts';
import { credentials, identifiers, secrets } from './credentials.ts';
import { envelopeProperties } from './envelope.ts';
import { collisionStep, interpreter, resultOf } from './interpret.ts';
import { createAddressing } from './locate.ts';
import { openFaults } from './open-faults.ts';
import { reports, targetStep } from './target.ts';
import { addUnrecovered } from './unrecovered.ts';

/** Scope of limits per workspace. Each configuration, of a server or a sandbox, is one workspace. */
const WORKSPACE = 'workspace';

const create: CreateApi = async (context) => {
  const { contract, config, clock, random, safetyBytes, store, onReset } = context;
  const explainer = createExplainer(contract.document, contract.operation.body.schema);
  const addressing = createAddressing(contract);
  const keyHeader = apiKeyHeader(contract);
  const schema = await openApiValidator({ contract, pathOf: addressing.contractPath });
  const faults = await openFaults(store);
  onReset(faults.clear);
  const admit = admitStep<GuanceCaller>({
    context,
    setting: config.guance.rateLimits,
    keyOf: (scope, { caller }) => (scope === WORKSPACE ? WORKSPACE : caller?.apiKey),
  });
  const operation = operationModule<GuanceCaller>({
    contract,
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('contentEncoding', contentEncodingStep(contract)),
      step('mediaType', mediaTypeStep(contract)),
      step('json', jsonStep(contract)),
      ...(context.isReceiver
        ? [step('target', targetStep(contract, { addressing, monitors: config.guance.monitors }))]
        : [step('authenticate', authenticateStep(contract, config.guance)), step('admit', admit)]),
      schema,
      step('collisions', collisionStep(contract, explainer)),
    ],
    explain: schemaExplanation(contract, explainer),
    // A receiver passes events on, so no monitor of its own accepts them.
    interpret: context.isReceiver
      ? ({ body }) => evaluateAccepted({ contract, body, advice: explainer.advise(body) })
      : interpreter({ contract, config: config.guance, explainer, addressing, faults, random }),
    resultOf: resultOf({ contract, config: config.guance, explainer }),
    titleOf: (body) => firstString(valueAt(body, '/event'), 'title', 'message'),
    events: reports,
    ...envelopeProperties({ contract, clock, random }),
    compose: requestParts(contract),
  });
  return {
    operations: [operation],
    locate: addressing.locate,
    identifiersIn: (exchange) => {
      const secret = addressing.secretIn(exchange);
      return [secret, exchange.headers[keyHeader]].filter(
        (identifier) => identifier !== undefined && identifier !== '',
      ) as string[];
    },
    addAdminRoutes: (router, admin) => addUnrecovered(router, faults, admin),
  };
};

export const guance: ApiDefinition = {
  ...{ create, secrets, credentials, identifiers },
  namesTarget: true,
};

function requestParts(contract: Contract): Pick<RequestParts, 'path' | 'headers'> {
  const { path } = contract.operation;
  return {
    path: ({ shown, secrets }) =>
      path
        .replace('{secret}', encodeURIComponent(secrets.secret ?? ''))
        .replace(/\/?\{subUri\}/, shown.subUri === '' ? '' : `/${String(shown.subUri)}`),
    headers: ({ secrets }) =>
      secrets.apiKey === undefined ? {} : { [apiKeyHeader(contract)]: secrets.apiKey },
  };
}
