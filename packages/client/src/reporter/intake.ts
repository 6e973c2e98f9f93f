/** Takes a snapshot of each pushed event, and calls `beforeSend` and `validate` before it is sent. */
import type { Channel } from '../channel.ts';
import { isThenable } from './hooks.ts';
import type { ReporterOptions, Validity } from './options.ts';
import type { DropCause } from './outcome.ts';
import type { Entry } from './queue.ts';

interface IntakeOptions<Item extends object> extends Pick<ReporterOptions<Item>, 'beforeSend' | 'validate'> {
  readonly channel: Channel<Item>;
}

type Refusal = Validity['reasons'][number];

/** The reason why an event is dropped. */
interface Dropping {
  readonly cause: DropCause;
  readonly error?: Error;
}

/** The reason why an event is not sent. */
export type NotTaken = Dropping | { readonly refusal: Refusal };

export interface Intake<Item> {
  /** Writes an event as JSON into its entry, so that later changes to the object have no effect. Returns the reason if it fails. */
  snapshot(event: Item, entry: Entry<Item>): Dropping | undefined;
  /** Calls the hooks with an entry and applies the result. Returns the reason if it is not sent. */
  prepare(entry: Entry<Item>): NotTaken | undefined;
  /** Returns the event of an entry as it is sent. */
  eventOf(entry: Entry<Item>): Item;
}

export function createIntake<Item extends object>(options: IntakeOptions<Item>): Intake<Item> {
  const { channel, beforeSend, validate } = options;

  const snapshot: Intake<Item>['snapshot'] = (event, entry) => {
    try {
      const text = channel.textOf(event);
      if (text === undefined) throw new TypeError('the event has no JSON representation: push an object');
      entry.text = text;
      entry.bytes = channel.bytesOf(text);
      return undefined;
    } catch (error) {
      return { cause: 'not-json', error: errorOf(error) };
    }
  };

  function prepare(entry: Entry<Item>): NotTaken | undefined {
    if (entry.isPrepared) return undefined;
    entry.isPrepared = true;
    try {
      return change(entry) ?? refusalOf(entry);
    } catch (error) {
      return { cause: 'before-send', error: errorOf(error) };
    }
  }

  /** Replaces an event with the result of `beforeSend`. */
  function change(entry: Entry<Item>): NotTaken | undefined {
    if (!beforeSend) return undefined;
    const given: unknown = beforeSend(channel.itemOf(entry.text));
    if (given === undefined || given === null) return { cause: 'before-send' };
    checkResult('beforeSend', given, 'the event to send, or nothing to drop it');
    return snapshot(given as Item, entry);
  }

  function refusalOf({ text }: Entry<Item>): NotTaken | undefined {
    if (!validate) return undefined;
    const validity: unknown = validate(channel.itemOf(text));
    checkResult('validate', validity, 'an object with `valid` and `reasons`');
    const { valid, reasons } = validity as Validity;
    if (valid === true) return undefined;
    const [refusal] = Array.isArray(reasons) ? (reasons as readonly Refusal[]) : [];
    if (valid === false && refusal) return { refusal };
    throw new TypeError('`validate` must return an object with `valid` and, if that is false, `reasons`');
  }

  return {
    snapshot,
    prepare,
    eventOf(entry) {
      // An event that ends before its turn must not show data that `beforeSend` would have removed.
      if (!entry.isPrepared) {
        entry.isPrepared = true;
        try {
          change(entry);
        } catch {
          // The event is not sent anyway.
        }
      }
      entry.event ??= channel.itemOf(entry.text);
      return entry.event;
    },
  };
}

/** @throws TypeError unless a hook has returned an object */
function checkResult(hook: string, result: unknown, wanted: string): asserts result is object {
  const isPromise = isThenable(result);
  // Nothing awaits the promise, and its rejection must not end the process.
  if (isPromise) result.then(undefined, () => {});
  if (!isPromise && typeof result === 'object' && result !== null && !Array.isArray(result)) return;
  const got = isPromise
    ? 'a promise: the hook must not be async'
    : Array.isArray(result)
      ? 'an array'
      : typeof result;
  throw new TypeError(`\`${hook}\` must return ${wanted}, but it returned ${got}`);
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
