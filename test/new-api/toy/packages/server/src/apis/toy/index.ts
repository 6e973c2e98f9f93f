/** The server module of the toy: checks key, signature and nonce, then rate limit and content. Its keys are those of CloudMonitor's accounts. */
import { createHmac } from 'node:crypto';
import { type AccessKey, type Config, safeEqual } from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { byOperation, type Contract, requestReason } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { evaluateAccepted } from '../../pipeline/interpretation.ts';
import { locateOperation } from '../../pipeline/locate.ts';
import { openApiValidator } from '../../pipeline/openapi-validator.ts';
import { type Check, step } from '../../pipeline/step.ts';
import { admitStep } from '../../pipeline/steps/admit.ts';
import { jsonStep, mediaTypeStep, sizeStep } from '../../pipeline/steps/decode.ts';
import { createNonces, type Nonces, nonceStep } from '../../pipeline/steps/nonces.ts';
import { parametersReader, parametersStep } from '../../pipeline/steps/parameters.ts';
import { schemaExplanation } from '../../pipeline/steps/validate.ts';
import type { StoredRequest } from '../../store/store.ts';
import {
  type ApiContext,
  type ApiDefinition,
  type CreateApi,
  type NamedCredential,
  operationModule,
  type RequestParts,
} from '../api.ts';

const NONCE_SECONDS = 600;
const NOT_PROPERTIES: ReadonlySet<string> = new Set();

interface ToyCaller {
  key: AccessKey;
  nonce: string;
}

const create: CreateApi = async (context) => {
  const nonces = context.shared('toy nonces', () => createNonces(NONCE_SECONDS, context.clock));
  context.onReset(nonces.clear);
  const contracts = byOperation(context.contract);
  const [first, ...others] = await Promise.all(
    contracts.map((contract) => moduleFor({ ...context, contract }, nonces)),
  );
  if (!first) throw new Error('the contract of the toy has no operation');
  return {
    operations: [first, ...others],
    locate: (exchange) => locateOperation(contracts, exchange),
    identifiersIn: ({ headers }) => [headers['x-toy-key'] ?? ''],
  };
};

async function moduleFor(context: ApiContext, nonces: Nonces) {
  const { contract, config, safetyBytes } = context;
  const { body, rpc } = contract.operation;
  const schema = await openApiValidator({ contract });
  const explainer = createExplainer(contract.document, body.schema, body.items);
  const admit = admitStep<ToyCaller>({
    context,
    setting: config.cloudmonitor.rateLimits,
    keyOf: (_, { caller }) => caller?.key.accessKeyId,
  });
  return operationModule<ToyCaller>({
    contract,
    pipeline: [
      step('size', sizeStep(contract, safetyBytes)),
      step('authenticate', authenticate(contract, config)),
      step(
        'nonce',
        nonceStep<ToyCaller>({
          nonces,
          nonceOf: ({ caller }) => caller && { key: caller.key.accessKeyId, nonce: caller.nonce },
          refuse: () => refuse(contract, 'nonce-used'),
        }),
      ),
      step('admit', admit),
      step('mediaType', mediaTypeStep(contract)),
      step('decode', rpc ? parametersStep(contract, NOT_PROPERTIES) : jsonStep(contract)),
      schema,
    ],
    explain: schemaExplanation(contract, explainer),
    interpret: ({ body }) => evaluateAccepted({ contract, body, advice: explainer.advise(body) }),
    resultOf: ({ value }) => ({ transformed: [], result: value as never }),
    ...(rpc && { readBody: parametersReader(contract, NOT_PROPERTIES) }),
    refusalProperties: () => ({}),
    compose: parts(contract),
  });
}

function authenticate(contract: Contract, config: Config): Check<ToyCaller> {
  const keys = config.cloudmonitor.accounts.flatMap(({ keys }) => keys);
  return (exchange) => {
    const { 'x-toy-key': id, 'x-toy-nonce': nonce, 'x-toy-signature': signature } = exchange.headers;
    if (!id) return refuse(contract, requestReason(contract, 'missing-credentials'));
    const key = keys.find(({ accessKeyId }) => accessKeyId === id);
    if (!key) return refuse(contract, 'unknown-key');
    if (!nonce) return refuse(contract, 'nonce-missing');
    const expected = signatureOf(exchange.method, exchange.signed.target, nonce, exchange.bytes, key);
    if (!safeEqual(expected, signature ?? '')) return refuse(contract, 'signature-mismatch');
    (exchange as Exchange<ToyCaller>).caller = { key, nonce };
    return undefined;
  };
}

function signatureOf(
  method: string,
  target: string,
  nonce: string,
  body: Uint8Array,
  { accessKeySecret }: Pick<AccessKey, 'accessKeySecret'>,
): string {
  return createHmac('sha256', accessKeySecret)
    .update(`${method}\n${target}\n${nonce}\n`)
    .update(body)
    .digest('hex');
}

function parts(contract: Contract): Partial<RequestParts> {
  return {
    path: () => contract.operation.path,
    finish(request: StoredRequest, { credential: { shown, secrets }, nowMs }) {
      const nonce = `composed-${nowMs}-${request.body.byteLength}`;
      const key = { accessKeySecret: String(secrets.accessKeySecret) };
      const headers = {
        'x-toy-key': String(shown.accessKeyId),
        'x-toy-nonce': nonce,
        'x-toy-signature': signatureOf(request.method, request.target, nonce, request.body, key),
      };
      return { ...request, headers: { ...headers, ...request.headers } };
    },
  };
}

function credentials({ cloudmonitor }: Config): NamedCredential[] {
  return cloudmonitor.accounts.flatMap(({ keys }) =>
    keys.map(({ accessKeyId, accessKeySecret }) => ({
      name: accessKeyId,
      shown: { accessKeyId },
      secrets: { accessKeySecret },
    })),
  );
}

export const toy: ApiDefinition = {
  create,
  secrets: ({ cloudmonitor }) =>
    cloudmonitor.accounts.flatMap(({ keys }) => keys.map(({ accessKeySecret }) => accessKeySecret)),
  keyIds: ({ cloudmonitor }) =>
    cloudmonitor.accounts.flatMap(({ keys }) => keys.map(({ accessKeyId }) => accessKeyId)),
  credentials,
  identifiers: ({ cloudmonitor }) =>
    cloudmonitor.accounts.flatMap(({ keys }) => keys.map(({ accessKeyId }) => accessKeyId)),
  // The site is on the same path.
  owns: ({ method, target }) => target.startsWith('/toy/') || method === 'POST' || /[?&]Action=/.test(target),
  maxHeadBytes: 64 * 1024,
};
