/** From an event that is pushed to an entry of the queue, or to an early end. */
import type { Channel } from '../channel.ts';
import type { ReporterOptions, Validity } from './options.ts';
import type { DropCause } from './outcome.ts';
import { utf8Bytes } from './queue.ts';

interface IntakeOptions<Item extends object> extends Pick<ReporterOptions<Item>, 'beforeSend' | 'validate'> {
  readonly channel: Channel<Item>;
}

/** An event with its JSON text. */
export interface Taken<Item> {
  readonly event: Item;
  readonly text: string;
  /** Bytes of the text in UTF-8. */
  readonly bytes: number;
  /** Why it would be refused. */
  readonly refusal: Validity['reasons'][number] | undefined;
}

/** Why there is none. */
export interface NotTaken<Item> {
  /** As `beforeSend` has given it back. */
  readonly event?: Item;
  readonly cause: DropCause;
  readonly error?: Error;
}

/** Written once, when it is pushed: whatever happens to the event afterwards, this is what is sent. */
export function createIntake<Item extends object>({
  channel,
  beforeSend,
  validate,
}: IntakeOptions<Item>): (event: Item) => Taken<Item> | NotTaken<Item> {
  return (pushed) => {
    let event: Item | null | undefined = pushed;
    let validity: Validity | undefined;
    try {
      if (beforeSend) event = beforeSend(pushed);
      if (validate && event) validity = validate(event);
    } catch (error) {
      return { cause: 'before-send', error: errorOf(error) };
    }
    if (event === undefined || event === null) return { cause: 'before-send' };
    try {
      const text = channel.textOf(event);
      const refusal = validity?.valid === false ? validity.reasons[0] : undefined;
      if (text !== undefined) return { event, text, bytes: utf8Bytes(text), refusal };
      return { event, cause: 'not-json', error: new TypeError('the event has no JSON text') };
    } catch (error) {
      return { event, cause: 'not-json', error: errorOf(error) };
    }
  };
}

function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
