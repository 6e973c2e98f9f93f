/** How requests are signed: what is signed rightly is accepted, and what is not is refused for it. */
import { escapePointer, isObject, type Json, type OperationEntry } from '@pushspec/contract';
import type { ReadExchange } from './exchange.ts';
import type { OperationRule } from './operation-rules.ts';
import { BOTH } from './rule.ts';

export function signingRules({ operation, pointer }: OperationEntry): OperationRule[] {
  const signing = operation['x-signing'];
  if (!isObject(signing)) return [];
  const at = `${pointer}/x-signing`;
  const whole = Object.entries(signing).flatMap(([name, part]) =>
    isObject(part) && typeof part.reason === 'string'
      ? [rule(`${at}/${escapePointer(name)}`, part.reason, () => true)]
      : [],
  );
  const { signedHeaders, signature } = signing;
  const prefixes =
    isObject(signedHeaders) && Array.isArray(signedHeaders.prefixes) ? signedHeaders.prefixes : [];
  const ofPrefixes = prefixes.map((prefix, index) =>
    rule(
      `${at}/signedHeaders/prefixes/${index}`,
      isObject(signature) ? signature.reason : null,
      ({ request }) =>
        Object.keys(request.headers).some((name) => name.toLowerCase().startsWith(String(prefix))),
    ),
  );
  return [...whole, ...ofPrefixes];
}

function rule(
  pointer: string,
  reason: Json | undefined,
  isAbout: (exchange: ReadExchange) => boolean,
): OperationRule {
  return {
    pointer,
    sides: BOTH,
    shownBy(exchange) {
      if (!isAbout(exchange)) return [];
      if (exchange.isAccepted) return ['valid'];
      return exchange.shown === reason ? ['invalid'] : [];
    },
  };
}
