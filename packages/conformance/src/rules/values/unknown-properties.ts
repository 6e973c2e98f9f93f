/** Properties that an object does not list: one is added wherever they are refused or remarked on (`variations.ts`). */
import { BOTH } from '../../coverage/rule.ts';
import type { ValueRule } from './value-rule.ts';

export const unknownProperties: ValueRule = { cases: {}, hits: { sides: BOTH } };
