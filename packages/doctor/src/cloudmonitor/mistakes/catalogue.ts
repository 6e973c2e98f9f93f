/** The mistakes that are tried. */
import type { Mistake } from '../case.ts';
import { computationMistakes } from './computation.ts';
import { dateMistakes } from './date.ts';
import { headerMistakes } from './headers.ts';
import { layoutMistakes } from './layout.ts';
import { lineMistakes } from './lines.ts';
import { otherHeaderMistakes } from './other-headers.ts';
import { resourceMistakes } from './resource.ts';
import { secretMistakes } from './secret.ts';

/** These take many attempts or look at the body, and are tried when nothing else fits. */
const LAST = ['date-made-twice', 'content-md5-signed-of-other-body'];

const inOrder: readonly Mistake[] = [
  ...secretMistakes,
  ...lineMistakes,
  ...dateMistakes,
  ...headerMistakes,
  ...otherHeaderMistakes,
  ...layoutMistakes,
  ...resourceMistakes,
  ...computationMistakes,
];

/**
 * The catalogue, in the order in which it is tried.
 * Where two mistakes lead to the same text, the first one is named: so the likelier ones come first.
 */
export const catalogue: readonly Mistake[] = [
  ...inOrder.filter(({ code }) => !LAST.includes(code)),
  ...LAST.flatMap((last) => inOrder.filter(({ code }) => code === last)),
];
