/** Checks that no prose repeats the number of a limit, which would be wrong after the limit changes. */
import { limitParameters } from '../generate/limit-parameters.ts';
import { nodesIn } from '../schema-walk.ts';
import type { BundleRule } from './problem.ts';

/** Words after a number that mark it as a limit. */
const UNITS =
  'bytes?|KB|KiB|events?|items?|requests?|characters?|levels?|s|seconds?|minutes?|hours?|字节|个|条|次|层|秒';

/** Properties that hold prose. Examples are not among them, because they are updated with the limit. */
const PROSE = ['title', 'summary', 'description', 'fix', 'message'];

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
  const enters = (name: string) => !['examples', 'x-sources'].includes(name);
  for (const { node, pointer } of nodesIn(document, { enters })) {
    for (const [name, child] of Object.entries(node)) {
      const found = PROSE.includes(name) && typeof child === 'string' ? pattern.exec(child)?.[0] : undefined;
      if (found) report(`${pointer}/${name}`, `"${found}" repeats a limit: remove the number`);
    }
  }
};
