/** No text repeats the number of a limit: it would be wrong after the limit has changed. */
import { isObject, type Json } from '../document.ts';
import { limitParameters } from '../generate/limit-parameters.ts';
import type { BundleRule } from './problem.ts';

/** Words after a number that make it one of a limit. */
const UNITS =
  'bytes?|KB|KiB|events?|items?|requests?|characters?|levels?|s|seconds?|minutes?|hours?|字节|个|条|次|层|秒';

/** The texts that people read; messages are templates, and the examples of their renderings are renewed. */
const TEXTS = ['title', 'summary', 'description', 'fix', 'message'];

export const limitsStatedOnce: BundleRule = ({ document }, report) => {
  const numbers = [...limitParameters(document).values()].flatMap(({ limit, windowSeconds, offset }) =>
    [limit, windowSeconds, offset].map(Number).filter((number) => number > 1),
  );
  const spellings = numbers.flatMap((number) => [
    String(number),
    number.toLocaleString('en-US'),
    ...[1000, 1024].filter((unit) => number % unit === 0).map((unit) => `${number / unit}(?= ?Ki?B)`),
    ...(number % 60 === 0 ? [`${number / 60}(?= ?minutes?)`] : []),
    ...(number % 3600 === 0 ? [`${number / 3600}(?= ?hours?)`] : []),
  ]);
  const pattern = new RegExp(
    `(?<![\\w.,])(${spellings.join('|')})(?![\\d.,]\\d) ?(?:${UNITS})(?![a-z])`,
    'i',
  );
  const visit = (node: Json | undefined, pointer: string): void => {
    if (Array.isArray(node)) node.forEach((child, index) => void visit(child, `${pointer}/${index}`));
    if (!isObject(node)) return;
    for (const [name, child] of Object.entries(node)) {
      const found = TEXTS.includes(name) && typeof child === 'string' ? pattern.exec(child)?.[0] : undefined;
      if (found) report(`${pointer}/${name}`, `"${found}" repeats a limit: say it without the number`);
      if (!['examples', 'x-sources'].includes(name)) visit(child, `${pointer}/${name}`);
    }
  };
  visit(document, '');
};
