/** Decode: from bytes to JSON, refusing what is not exactly UTF-8, too deep or no JSON. */
import { isUtf8 } from 'node:buffer';
import type { Contract } from '../contract/contract.ts';
import { refuse } from '../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';
import { nestingDepth } from './nesting-depth.ts';
import { parseText } from './parse-text.ts';
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
  const { requestReasons, maxDepth } = contract;
  return (exchange: Exchange): Judgement | undefined => {
    const { bytes } = exchange;
    if (bytes.length === 0) {
      // As the receiver of BlueKing does, the only one whose answer names the address.
      const ip = exchange.headers['x-forwarded-for'] ?? exchange.ip;
      return refuse(contract, requestReasons['empty-body'] as string, { parameters: { ip } });
    }
    if (!isUtf8(bytes)) {
      const parameters = { index: firstInvalidByte(bytes) };
      return refuse(contract, requestReasons['invalid-utf8'] as string, { parameters });
    }
    const text = bytes.toString('utf8');
    exchange.text = text;
    if (countOpenings(text) > maxDepth.value && nestingDepth(bytes) > maxDepth.value) {
      return refuse(contract, maxDepth.reason, { parameters: { limit: maxDepth.value } });
    }
    try {
      exchange.body = parseText(contract, text);
      return undefined;
    } catch (error) {
      const message = (error as Error).message;
      const index = Number(/position (\d+)/.exec(message)?.[1] ?? bytes.length);
      return refuse(contract, requestReasons['malformed-json'] as string, {
        parameters: { index, detail: /Unexpected end/.test(message) ? 'unexpected end' : 'invalid char' },
      });
    }
  };
}

/** Index of the first byte that is not part of a character in UTF-8. */
function firstInvalidByte(bytes: Buffer): number {
  const replacement = '\ufffd';
  const text = bytes.toString('utf8');
  let index = 0;
  for (let from = 0, at = text.indexOf(replacement); at >= 0; at = text.indexOf(replacement, from)) {
    index += Buffer.byteLength(text.slice(from, at));
    // The replacement character may also be what was sent.
    if (!bytes.subarray(index, index + 3).equals(Buffer.from(replacement))) return index;
    index += 3;
    from = at + 1;
  }
  return bytes.length;
}
