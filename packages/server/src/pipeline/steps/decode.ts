/** Decode: from bytes to JSON, refusing what is not exactly UTF-8, too deep or no JSON. */
import { firstInvalidUtf8, readJson, scanJson } from '@pushspec/contract';
import { bodyLimit, type Contract, requestReason } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';
import { withCompression } from './compression.ts';
import { countOpenings } from './text-shape.ts';

/** Refuses a body over the contract's limit. Without one, what does not fit into memory is refused all the same. */
export function sizeStep(contract: Contract, safetyBytes: number) {
  const { value, reason = requestReason(contract, 'other') } = bodyLimit(contract) ?? { value: safetyBytes };
  return (exchange: Exchange): Judgement | undefined =>
    exchange.size > value
      ? refuse(contract, reason, { parameters: { limit: value, size: exchange.size } })
      : undefined;
}

/** Refuses a body of another media type than the contract's. */
export function mediaTypeStep(contract: Contract) {
  const { contentType, mediaType } = contract.operation;
  return (exchange: Exchange): Judgement | undefined => {
    if (contentType === 'any') return undefined;
    const header = exchange.headers['content-type'] ?? '';
    const [type = '', ...parameters] = header.split(';');
    const fits =
      type.trim().toLowerCase() === mediaType &&
      (contentType === 'with-parameters' || parameters.length === 0);
    if (fits) return undefined;
    return refuse(contract, requestReason(contract, 'media-type'), {
      parameters: { got: header.slice(0, 100) || 'none', expected: mediaType },
    });
  };
}

/** Refuses a body that is compressed, where the contract has a reason for it. */
export function contentEncodingStep(contract: Contract) {
  return (exchange: Exchange): Judgement | undefined => {
    const code = contract.operation.reasons['content-encoding'];
    const encoding = exchange.headers['content-encoding'];
    if (code === undefined || encoding === undefined || encoding.toLowerCase() === 'identity')
      return undefined;
    return refuse(contract, code, { parameters: { got: encoding.slice(0, 100) } });
  };
}

/** Decodes the body into `exchange.body`. */
export function jsonStep(contract: Contract) {
  const { depth } = contract.operation.limits;
  const { leniency } = contract.operation;
  return (exchange: Exchange): Judgement | undefined => {
    const { bytes } = exchange;
    if (bytes.length === 0) {
      // As the receiver of BlueKing does, the only one whose answer names the address.
      const ip = exchange.headers['x-forwarded-for'] ?? exchange.ip;
      return refuse(contract, requestReason(contract, 'empty-body'), { parameters: { ip } });
    }
    const index = firstInvalidUtf8(bytes);
    if (index !== undefined) {
      const refusal = refuse(contract, requestReason(contract, 'invalid-utf8'), { parameters: { index } });
      return withCompression(contract, exchange, refusal);
    }
    const text = bytes.toString('utf8');
    exchange.text = text;
    if (countOpenings(text) > depth.value && isDeeper(contract, bytes)) {
      return refuse(contract, String(depth.reason), { parameters: { limit: depth.value } });
    }
    const { value, fault } = readJson(bytes, leniency, text);
    if (fault) {
      const parameters = { index: fault.byte, detail: fault.problem };
      const refusal = refuse(contract, requestReason(contract, 'malformed-json'), { parameters });
      return withCompression(contract, exchange, refusal);
    }
    exchange.body = value;
    return undefined;
  };
}

function isDeeper({ operation }: Contract, bytes: Uint8Array): boolean {
  const maxDepth = operation.limits.depth.value;
  return scanJson(bytes, { ...operation.leniency, maxDepth }).depth > maxDepth;
}
