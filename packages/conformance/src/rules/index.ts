/** All kinds of rules of an operation, in the order of their cases. To add a kind, add a file to this folder and a line here. */
import { body } from './body.ts';
import { clockSkew } from './clock-skew.ts';
import { depth } from './depth.ts';
import { examples } from './examples.ts';
import { finiteNumbers } from './finite-numbers.ts';
import { headers } from './headers.ts';
import { rates } from './rates.ts';
import { requestReasons } from './request-reasons.ts';
import { responses } from './responses.ts';
import type { RuleKind } from './rule-kind.ts';
import { signing } from './signing.ts';
import { sizes } from './sizes.ts';
import { switches } from './switches.ts';

export const RULE_KINDS: readonly RuleKind[] = [
  body,
  examples,
  headers,
  sizes,
  depth,
  finiteNumbers,
  clockSkew,
  rates,
  requestReasons,
  signing,
  switches,
  responses,
];
