/** Writes an event the way it is sent, and says what stands in the way. */
import { escapePointer } from '@pushspec/contract/precompiled';

export type Written =
  | { readonly text: string }
  /** What cannot be written, where it stands, and what to do about it. */
  | { readonly pointer: string; readonly problem: string; readonly fix: string };

/** Never throws, whatever getters and `toJSON` methods do. */
export function writtenAsJson(value: unknown): Written {
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? failure('there is nothing to write') : { text };
  } catch (error) {
    return obstacleIn(value) ?? failure(`reading it fails with ${oneLine(error)}`);
  }
}

function failure(problem: string): Written {
  return { pointer: '', problem, fix: 'Hand over plain data: objects, arrays, texts, numbers and booleans.' };
}

/** The BigInt or the circle that ends the writing; undefined where it is something else. */
function obstacleIn(value: unknown): Written | undefined {
  const above: { value: unknown; pointer: string }[] = [];
  let obstacle: Written | undefined;
  try {
    JSON.stringify(value, function (this: unknown, name: string, child: unknown) {
      while (above.length > 0 && above.at(-1)?.value !== this) above.pop();
      const holder = above.at(-1);
      const pointer = holder ? `${holder.pointer}/${escapePointer(name)}` : '';
      if (typeof child === 'bigint') {
        obstacle = { pointer, problem: 'it is a BigInt', fix: 'Turn the BigInt into a number or a text.' };
      } else if (typeof child === 'object' && child !== null) {
        if (above.some((other) => other.value === child)) obstacle = circle(pointer);
        above.push({ value: child, pointer });
      }
      return child;
    });
  } catch {
    return obstacle;
  }
  return undefined;
}

function circle(pointer: string): Written {
  return {
    pointer,
    problem: 'it refers to an object that holds it',
    fix: 'Leave the member out, or write what it refers to in another way.',
  };
}

/** Longest piece of a foreign message that is repeated, in characters. */
const SHOWN = 100;

function oneLine(error: unknown): string {
  try {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const [line = ''] = text.split('\n');
    return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
  } catch {
    return 'an error that cannot be shown';
  }
}
