/** Lists the rules for extensions on operations. */
import type { Json } from '../document.ts';
import { choices, inverse, leniency, lowerLimit, opaque, upperLimit } from './directions.ts';
import {
  always,
  constraint,
  type ExtensionRule,
  eachProperty,
  elements,
  limit,
  movedReason,
  properties,
  reasonedConstraint,
} from './extension-rule.ts';

const rateLimit = properties({
  requests: constraint(upperLimit),
  burst: constraint(upperLimit),
  windowSeconds: constraint(lowerLimit),
  scope: always('request-changed'),
  algorithm: always('request-changed'),
  reason: movedReason,
});

const kind: ExtensionRule = (context, old, revised) => {
  if (old.value === undefined) context.report('request-loosened', old, revised);
  else if (revised.value === undefined) context.report('request-tightened', old, revised);
  else
    properties({ schema: always('request-changed'), wireName: always('wire-message-changed') })(
      context,
      old,
      revised,
    );
};

/** Compares leniencies. Their values are numbers of notes, so a changed value only moves the explanation. */
const lenient: ExtensionRule = (context, old, revised) => {
  const isThere = old.value !== undefined && revised.value !== undefined;
  const rule = isThere ? always('provenance-moved') : constraint(leniency);
  rule(context, old, revised);
};

/**
 * Compares signing rules. Any change refuses existing clients, even one prefix more or less: a request may have such a
 * header.
 */
const signing = properties({
  lines: properties({ parts: always('request-changed'), separator: always('request-changed') }),
  signedHeaders: properties({ prefixes: always('request-changed'), separator: always('request-changed') }),
  digest: properties({
    header: always('request-changed'),
    hash: always('request-changed'),
    encoding: always('request-changed'),
    reason: movedReason,
  }),
  signature: properties({
    hash: always('request-changed'),
    encoding: always('request-changed'),
    reason: movedReason,
  }),
  authorization: properties({ separator: always('request-changed'), reason: movedReason }),
  nonces: properties({ seconds: always('request-changed'), reason: movedReason }),
  schemes: eachProperty(always('request-changed')),
});

export const operationExtensions: Readonly<Record<string, ExtensionRule>> = {
  'x-rate-limits': elements(
    [({ scope, reason }) => [scope, reason], ({ scope }) => scope, ({ reason }) => reason],
    rateLimit,
    constraint(opaque),
  ),
  'x-max-body-bytes': properties({
    bytes: constraint(upperLimit),
    of: always('request-changed'),
    reason: movedReason,
  }),
  'x-dropped-from-bytes': properties({
    bytes: constraint(upperLimit),
    packetItems: constraint(opaque),
    envelopeBytes: constraint(opaque),
    reason: movedReason,
  }),
  'x-max-depth': limit('depth', upperLimit),
  'x-retry-after': always('response-changed'),
  'x-clock-skew': limit('seconds', upperLimit),
  'x-signing': signing,
  'x-request-reasons': eachProperty(reasonedConstraint(opaque)),
  'x-kinds': eachProperty(kind),
  'x-item-pointer': always('request-changed'),
  'x-decode-schema': always('request-changed'),
  'x-body-media-type': constraint((old, revised) => inverse(opaque(old, revised))),
  'x-media-type-parameters': constraint(leniency),
  'x-accepts-control-characters': constraint(leniency),
  'x-accepts-invalid-utf8': constraint(leniency),
  'x-finite-numbers': properties({ at: constraint(opaque), reason: movedReason }),
  'x-case-insensitive-members': constraint(leniency),
  'x-rpc': always('request-changed'),
  'x-also-methods': constraint((old, revised) => choices(methods(old), methods(revised))),
  'x-lenient': eachProperty(lenient),
  'x-other-paths': always('response-changed'),
  'x-response-media-type': always('response-changed'),
  'x-message-member': always('response-changed'),
  'x-code-member': always('response-changed'),
  'x-escape-html': always('response-changed'),
  'x-provenance': always('provenance-moved'),
  'x-source': always('provenance-moved'),
};

const ALL_METHODS = ['*', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'];

function methods(list: Json | undefined): Json {
  const named = Array.isArray(list) ? list : [];
  return named.includes('*') ? ALL_METHODS : named;
}
