/**
 * The CloudMonitor RPC API: PutCustomEvent and PutEvent on one path. Accounts, keys and the rate limit are those of
 * CloudMonitor in the configuration.
 */
import { type AccessKey, type Config, namedValue, RPC_HEAD_BYTES, type Rpc } from '@pushspec/contract';
import { rpc } from '@pushspec/contract/cloudmonitor-rpc';
import { createExplainer } from '@pushspec/contract/explain';
import { examineCloudMonitorRpc } from '@pushspec/doctor';
import { byOperation, type Contract } from '../../contract/contract.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { locateOperation } from '../../pipeline/locate.ts';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { step } from '../../pipeline/step.ts';
import { admitStep } from '../../pipeline/steps/admit.ts';
import { mediaTypeStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { createNonces, type Nonces, nonceStep } from '../../pipeline/steps/nonces.ts';
import { parametersReader, parametersStep } from '../../pipeline/steps/parameters.ts';
import { schemaExplanation } from '../../pipeline/steps/validate.ts';
import {
  type ApiContext,
  type ApiDefinition,
  type CreateApi,
  operationModule,
  type RequestHead,
} from '../api.ts';
import { ACCOUNTS, cloudmonitor } from '../cloudmonitor/index.ts';
import { firstString } from '../item-title.ts';
import { signatureReport } from '../signature-report.ts';
import { authenticateSteps, type RpcCaller, signingOf, skewSecondsOf, versionStep } from './authenticate.ts';
import { requestParts } from './compose.ts';
import { refusalHeaders, refusalProperties, requestIdOf } from './envelope.ts';
import { explainedBy, refuseNonce } from './findings.ts';
import { eventForm, fieldsOf, interpreter, resultOf } from './interpret.ts';
import { meantName } from './meant-names.ts';
import { namedKey } from './named.ts';
import { replayed } from './re-sign.ts';

/** The path under which proxies may mount the API. The path does not matter to signatures. */
const PREFIX = '/rpc/';

const create: CreateApi = async (context) => {
  const contracts = byOperation(context.contract);
  const { seconds } = signingOf(context.contract).nonces;
  const nonces = context.shared('nonces of the RPC gateway', () => createNonces(seconds, context.clock));
  context.onReset(nonces.clear);
  const [first, ...others] = await Promise.all(
    contracts.map((contract) => moduleFor({ ...context, contract }, nonces)),
  );
  if (!first) throw new Error(`the contract of ${context.contract.api} has no operation`);
  return {
    operations: [first, ...others],
    locate: (exchange) => locateOperation(contracts, atRoot(exchange, context.contract)),
    identifiersIn: (exchange) => namedKey(context.contract, exchange),
  };
};

function atRoot(exchange: Exchange, { operation }: Contract): Exchange {
  return exchange.path === PREFIX ? { ...exchange, path: operation.path } : exchange;
}

async function moduleFor(context: ApiContext, nonces: Nonces) {
  const { contract, config, safetyBytes } = context;
  const { body } = contract.operation;
  const schema = await openApiValidator({ contract });
  const explainer = createExplainer(contract.document, body.schema, body.items);
  const keys = accessKeys(config);
  const fields = fieldsOf(contract);
  return operationModule<RpcCaller>({
    contract,
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('version', versionStep(contract)),
      ...(context.isReceiver ? [] : admission(context, nonces)),
      step('mediaType', mediaTypeStep(contract)),
      step('parameters', parametersStep(contract)),
      schema,
    ],
    explain: schemaExplanation(contract, explainer, meantName(fields)),
    interpret: interpreter({ contract, explainer }),
    resultOf: resultOf({ contract, fields }),
    titleOf: (item) => firstString(item, fields.name),
    readBody: parametersReader(contract),
    events: eventForm(fields),
    successProperties: requestIdOf,
    refusalProperties,
    refusalHeaders: refusalHeaders(contract),
    compose: requestParts(contract),
    replay: (request, nowMs) => replayed(request, { contract, keys, nowMs }),
    signatureReport: (record, mask) =>
      signatureReport(record, {
        examine: (examined) => examineCloudMonitorRpc({ ...examined, isReceivedNow: true }),
        keys,
        profile: contract.profile,
        mask,
      }),
  });
}

/** Returns the steps that authenticate the sender and count the request. */
function admission(context: ApiContext, nonces: Nonces) {
  const { contract, config, clock, onError } = context;
  const authenticate = authenticateSteps({ contract, config: config.cloudmonitor, clock });
  const keys = accessKeys(config);
  const skewSeconds = skewSecondsOf(contract, config.cloudmonitor);
  const explain = explainedBy({ contract, keys, clock, skewSeconds, onError });
  return [
    step('knownKey', explain(authenticate.knownKey)),
    step('timestamp', explain(authenticate.dated)),
    step('signature', explain(authenticate.signed)),
    step(
      'nonce',
      nonceStep<RpcCaller>({
        nonces,
        nonceOf: ({ caller }) =>
          caller && { key: caller.key.accessKeyId, nonce: caller.nonce, mark: caller.signature },
        refuse: ({ caller }, isSameRequest) =>
          refuseNonce(contract, { nonce: caller?.nonce ?? '', isSameRequest }),
      }),
    ),
    step('securityToken', authenticate.temporaryKey),
    step('authorized', authenticate.authorized),
    step(
      'admit',
      admitStep<RpcCaller>({
        context,
        setting: config.cloudmonitor.rateLimits,
        sharedCounter: ACCOUNTS,
        keyOf: (_, { caller }) => caller?.account.id,
      }),
    ),
  ];
}

function accessKeys({ cloudmonitor: { accounts } }: Config): AccessKey[] {
  return accounts.flatMap(({ keys }) => keys);
}

/**
 * Whether a request is for this API: under the prefix, or with one of its actions in the query or a header. It also
 * responds to other actions, and to any POST to a server of its own. Other requests for `/` belong to the site, or to
 * the application in which the router is mounted.
 */
function owns({ method, target, headers, isMounted }: RequestHead): boolean | 'otherwise' {
  const [path = '', query] = target.split('?', 2);
  if (path === PREFIX) return true;
  if (path !== '/') return false;
  const actions = Object.values(rpc).map(({ action }) => action);
  const sent = { query, form: undefined, headers: headers as Record<string, string | undefined> };
  const named = actions.map((action) => namedValue(QUERY, action, sent));
  if (named.some((value, index) => value === actions[index]?.value)) return true;
  const hasAction = named.some((value) => value !== undefined);
  return hasAction || (method === 'POST' && isMounted !== true) ? 'otherwise' : false;
}

const QUERY: Rpc = { action: rpc.putCustomEvent.action, parameters: ['query'] };

const { secrets, keyIds, credentials, identifiers } = cloudmonitor;

export const cloudmonitorRpc: ApiDefinition = {
  create,
  // One vendor, one account.
  ...{ secrets, credentials, identifiers, ...(keyIds && { keyIds }) },
  owns,
  paths: [PREFIX],
  maxHeadBytes: RPC_HEAD_BYTES,
};
