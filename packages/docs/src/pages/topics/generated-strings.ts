/** Lists the English strings that pages take from doc comments and from the admin API document, in the order of the pages. */
import { adminDocumentStrings } from './admin-operations.ts';
import { isCode } from './option-tables.ts';
import { optionsOf } from './option-types.ts';
import { OPTION_SOURCES } from './repository-files.ts';

/** Returns all strings. Each needs a Chinese translation. */
export function generatedStrings(): string[] {
  const all = [...Object.keys(OPTION_SOURCES).flatMap(optionStringsOf), ...adminDocumentStrings()];
  return [...new Set(all)].filter((each) => each !== '');
}

function optionStringsOf(name: string): string[] {
  return optionsOf(name).flatMap(({ description, defaultValue }) => [
    description,
    isCode(defaultValue) ? '' : defaultValue,
  ]);
}
