/** The catalog of mistakes that the doctor tries. */
import { secretMistakes } from '../../search/secret.ts';
import type { Mistake } from '../case.ts';
import { ampersandMistakes } from './ampersand.ts';
import { computationMistakes } from './computation.ts';
import { dateMistakes } from './date.ts';
import { headerMistakes } from './headers.ts';
import { layoutMistakes } from './layout.ts';
import { lineMistakes } from './lines.ts';
import { otherHeaderMistakes } from './other-headers.ts';
import { resourceMistakes } from './resource.ts';

/** Tried last, because these need many attempts or read the body. */
const LAST = ['date-made-twice', 'content-md5-signed-of-other-body'];

const inOrder: readonly Mistake[] = [
  ...secretMistakes,
  ...ampersandMistakes,
  ...lineMistakes,
  ...dateMistakes,
  ...headerMistakes,
  ...otherHeaderMistakes,
  ...layoutMistakes,
  ...resourceMistakes,
  ...computationMistakes,
];

/**
 * The mistakes in the order in which they are tried. If two lead to the same string, the doctor names the first one,
 * so likely ones come first.
 */
export const catalog: readonly Mistake[] = [
  ...inOrder.filter(({ code }) => !LAST.includes(code)),
  ...LAST.flatMap((last) => inOrder.filter(({ code }) => code === last)),
];
