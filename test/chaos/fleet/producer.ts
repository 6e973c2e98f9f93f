/** A producer of the fleet's chaos run: pushes groups of events until SIGTERM, and prints what was stored. */
import { setTimeout } from 'node:timers/promises';
import { isFleetError, openQueue } from '@pushspec/fleet';
import { seededRandom } from '../../seeded-random.ts';
import { printLine } from '../line-process.ts';
import { TEXTS } from '../subjects.ts';
import { ACCOUNT, errorLine, eventOf, type ProcessOptions, type ProducerLine } from './messages.ts';

const { postgres, name, seed, waitMs, load } = JSON.parse(process.argv[2] ?? '') as ProcessOptions;
const random = seededRandom(seed);
const below = (bound: number) => Math.floor(random() * bound);
const print = (line: ProducerLine) => printLine(line);

let isEnding = false;
process.once('SIGTERM', () => {
  isEnding = true;
});

const queue = await openQueue({
  ...{ postgres, api: 'cloudmonitor', account: ACCOUNT, waitMs },
  onError: (error) => print(errorLine(error)),
});
print({ type: 'ready' });
let count = 0;
while (!isEnding) {
  const events = Array.from({ length: 1 + below(load.maxInGroup) }, () =>
    eventOf(name, ++count, below(TEXTS.length)),
  );
  const ids = events.map(({ id }) => id);
  try {
    await queue.push(events.map(({ item }) => item as { name: string; content: string }));
    print({ type: 'stored', ids });
  } catch (error) {
    print({ type: 'not-stored', ids, mayBeStored: isFleetError(error) && error.mayBeStored });
    print(errorLine(error));
  }
  await setTimeout(below(load.maxPauseMs));
}
await queue.close();
