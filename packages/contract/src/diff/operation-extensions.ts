/** The table of extensions on operations. */
import type { Json } from '../document.ts';
import { choices, leniency, lowerLimit, opaque, turned, upperLimit } from './directions.ts';
import {
  always,
  constraint,
  type ExtensionRule,
  eachMember,
  elements,
  limit,
  members,
  movedReason,
  reasonedConstraint,
} from './extension-rule.ts';

const rateLimit = members({
  requests: constraint(upperLimit),
  burst: constraint(upperLimit),
  windowSeconds: constraint(lowerLimit),
  scope: always('request-changed'),
  algorithm: always('request-changed'),
  reason: movedReason,
});

const kind: ExtensionRule = (comparing, old, revised) => {
  if (old.value === undefined) comparing.report('request-loosened', old, revised);
  else if (revised.value === undefined) comparing.report('request-tightened', old, revised);
  else
    members({ schema: always('request-changed'), wireName: always('wire-text-changed') })(
      comparing,
      old,
      revised,
    );
};

/** Numbers of notes: one that changes says only where the leniency is explained. */
const lenient: ExtensionRule = (comparing, old, revised) => {
  const isThere = old.value !== undefined && revised.value !== undefined;
  const rule = isThere ? always('provenance-moved') : constraint(leniency);
  rule(comparing, old, revised);
};

/** Whoever signs otherwise is refused. One prefix more or less is no other matter: a header of it may be there. */
const signing = members({
  lines: members({ parts: always('request-changed'), separator: always('request-changed') }),
  signedHeaders: members({ prefixes: always('request-changed'), separator: always('request-changed') }),
  digest: members({
    header: always('request-changed'),
    hash: always('request-changed'),
    encoding: always('request-changed'),
    reason: movedReason,
  }),
  signature: members({
    hash: always('request-changed'),
    encoding: always('request-changed'),
    reason: movedReason,
  }),
  authorization: members({ separator: always('request-changed'), reason: movedReason }),
});

export const operationExtensions: Readonly<Record<string, ExtensionRule>> = {
  'x-rate-limits': elements(
    [({ scope, reason }) => [scope, reason], ({ scope }) => scope, ({ reason }) => reason],
    rateLimit,
    constraint(opaque),
  ),
  'x-max-body-bytes': limit('bytes', upperLimit),
  'x-dropped-from-bytes': limit('bytes', upperLimit),
  'x-max-depth': limit('depth', upperLimit),
  'x-clock-skew': limit('seconds', upperLimit),
  'x-signing': signing,
  'x-request-reasons': eachMember(reasonedConstraint(opaque)),
  'x-kinds': eachMember(kind),
  'x-item-pointer': always('request-changed'),
  'x-decode-schema': always('request-changed'),
  'x-body-media-type': constraint((old, revised) => turned(opaque(old, revised))),
  'x-media-type-parameters': constraint(leniency),
  'x-accepts-control-characters': constraint(leniency),
  'x-case-insensitive-members': constraint(leniency),
  'x-also-methods': constraint((old, revised) => choices(methods(old), methods(revised))),
  'x-lenient': eachMember(lenient),
  'x-response-media-type': always('answer-changed'),
  'x-message-member': always('answer-changed'),
  'x-escape-html': always('answer-changed'),
  'x-provenance': always('provenance-moved'),
  'x-source': always('provenance-moved'),
};

const ALL_METHODS = ['*', 'GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'];

function methods(list: Json | undefined): Json {
  const named = Array.isArray(list) ? list : [];
  return named.includes('*') ? ALL_METHODS : named;
}
