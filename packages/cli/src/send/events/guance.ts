/** An event of Guance from flags. */
import { type Command, Option } from 'commander';
import { count, number, pair } from './pairs.ts';

export interface GuanceEventFlags {
  status?: string;
  title?: string;
  message?: string;
  tag?: Readonly<Record<string, string>>;
  checkValue?: number;
  date?: number;
  field?: Readonly<Record<string, string>>;
}

export const guanceEventFlags = ['status', 'title', 'message', 'tag', 'checkValue', 'date', 'field'] as const;

export function addGuanceEventOptions(command: Command): void {
  command
    .optionsGroup('One event:')
    .option(
      '--status <status>',
      'how bad it is, such as error; ok closes what events with the same tags have opened',
    )
    .option('--title <text>', 'title')
    .option('--message <text>', 'what happened')
    .addOption(new Option('--tag <name=value>', 'a tag of dimension_tags; repeatable').argParser(pair))
    .addOption(new Option('--check-value <number>', 'the value that was checked').argParser(number))
    .addOption(
      new Option('--date <seconds>', 'when, in seconds since 1970 (default: time of receipt)').argParser(
        count,
      ),
    )
    .addOption(new Option('--field <name=value>', 'a field of your own; repeatable').argParser(pair));
}

/** What is missing is left out: the vendor says what it needs. */
export function guanceEvent({ tag, checkValue, field, ...known }: GuanceEventFlags): object {
  return { ...field, ...known, dimension_tags: tag, check_value: checkValue };
}
