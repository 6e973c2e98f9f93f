/** Decode: from bytes to JSON, refusing what is not exactly UTF-8, too deep or no JSON. */
import { firstInvalidUtf8, jsonRules, readJson, scanJson } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { refuse } from '../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';
import { withCompression } from './compression.ts';
import { countOpenings } from './text-shape.ts';

/** Refuses a body over the contract's limit. Without one, what does not fit into memory is refused all the same. */
export function sizeStep(contract: Contract, safetyBytes: number) {
  const limit = contract.maxBodyBytes ?? {
    value: safetyBytes,
    reason: contract.requestReasons.other as string,
  };
  return (exchange: Exchange): Judgement | undefined =>
    exchange.size > limit.value
      ? refuse(contract, limit.reason, { parameters: { limit: limit.value, size: exchange.size } })
      : undefined;
}

/** Refuses a body of another media type than the contract's. */
export function mediaTypeStep(contract: Contract) {
  const parametersAllowed = contract.operation['x-media-type-parameters'] === true;
  return (exchange: Exchange): Judgement | undefined => {
    if (contract.operation['x-body-media-type'] !== undefined) return undefined;
    const header = exchange.headers['content-type'] ?? '';
    const [type = '', ...parameters] = header.split(';');
    const fits =
      type.trim().toLowerCase() === contract.mediaType && (parametersAllowed || parameters.length === 0);
    if (fits) return undefined;
    return refuse(contract, contract.requestReasons['media-type'] as string, {
      parameters: { got: header.slice(0, 100) || 'none', expected: contract.mediaType },
    });
  };
}

/** Refuses a body that is compressed, where the contract has a reason for it. */
export function contentEncodingStep(contract: Contract) {
  return (exchange: Exchange): Judgement | undefined => {
    const code = contract.requestReasons['content-encoding'];
    const encoding = exchange.headers['content-encoding'];
    if (code === undefined || encoding === undefined || encoding.toLowerCase() === 'identity')
      return undefined;
    return refuse(contract, code, { parameters: { got: encoding.slice(0, 100) } });
  };
}

/** Decodes the body into `exchange.body`. */
export function jsonStep(contract: Contract) {
  const { requestReasons, maxDepth, operation } = contract;
  return (exchange: Exchange): Judgement | undefined => {
    const { bytes } = exchange;
    if (bytes.length === 0) {
      // As the receiver of BlueKing does, the only one whose answer names the address.
      const ip = exchange.headers['x-forwarded-for'] ?? exchange.ip;
      return refuse(contract, requestReasons['empty-body'] as string, { parameters: { ip } });
    }
    const index = firstInvalidUtf8(bytes);
    if (index !== undefined) {
      const refusal = refuse(contract, requestReasons['invalid-utf8'] as string, { parameters: { index } });
      return withCompression(contract, exchange, refusal);
    }
    const text = bytes.toString('utf8');
    exchange.text = text;
    if (countOpenings(text) > maxDepth.value && isDeeper(contract, bytes)) {
      return refuse(contract, maxDepth.reason, { parameters: { limit: maxDepth.value } });
    }
    const { value, fault } = readJson(bytes, jsonRules(operation), text);
    if (fault) {
      const parameters = { index: fault.byte, detail: fault.problem };
      const refusal = refuse(contract, requestReasons['malformed-json'] as string, { parameters });
      return withCompression(contract, exchange, refusal);
    }
    exchange.body = value;
    return undefined;
  };
}

function isDeeper({ maxDepth: { value }, operation }: Contract, bytes: Uint8Array): boolean {
  return scanJson(bytes, { ...jsonRules(operation), maxDepth: value }).depth > value;
}
