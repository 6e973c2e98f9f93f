/** Writes an event as it is sent, or reports what prevents that. */
import { escapePointer } from '@pushspec/contract/precompiled';

export type Written =
  | { readonly text: string }
  /** What cannot be written, its location, and what to do. */
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
  return { pointer: '', problem, fix: 'Pass plain data: objects, arrays, strings, numbers and booleans.' };
}

/** Returns the BigInt or the circular reference that makes `JSON.stringify` fail, or `undefined`. */
function obstacleIn(value: unknown): Written | undefined {
  const above: { value: unknown; pointer: string }[] = [];
  let obstacle: Written | undefined;
  try {
    JSON.stringify(value, function (this: unknown, name: string, child: unknown) {
      while (above.length > 0 && above.at(-1)?.value !== this) above.pop();
      const holder = above.at(-1);
      const pointer = holder ? `${holder.pointer}/${escapePointer(name)}` : '';
      if (typeof child === 'bigint') {
        obstacle = { pointer, problem: 'it is a BigInt', fix: 'Convert the BigInt to a number or a string.' };
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
    problem: 'it refers to an object that contains it',
    fix: 'Remove the property, or replace the reference.',
  };
}

/** Maximum length of another program's message, in characters. */
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
