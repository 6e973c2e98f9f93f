/** Formats tables of options from the types that declare them. */
import type { Language } from '@pushspec/contract';
import { literal, table } from '../../tables/markdown.ts';
import { siteLabels } from '../site-labels.ts';
import { optionsOf } from './option-types.ts';
import { translated } from './translated.ts';

interface Headings {
  option: string;
  method: string;
  type: string;
  defaultValue: string;
  meaning: string;
}

const HEADINGS: Record<Language, Headings> = {
  en: { option: 'Option', method: 'Name', type: 'Type', defaultValue: 'Default', meaning: 'Meaning' },
  zh: { option: '选项', method: '名称', type: '类型', defaultValue: '默认值', meaning: '含义' },
};

/** Formats the options of one or several types, such as `client.GuanceKey, client.GuanceTarget`. */
export function optionTable(names: string, language: Language): string {
  const options = names.split(', ').flatMap(optionsOf);
  const rows = options.map(({ name, type, isRequired, description, defaultValue }) => [
    `${literal(name)}${isRequired && defaultValue === '' ? ` <span class="required">${siteLabels[language].required}</span>` : ''}`,
    literal(type),
    formattedDefault(defaultValue, language),
    translated(description, language),
  ]);
  const { option, type, defaultValue: defaultHeading, meaning } = HEADINGS[language];
  return table([option, type, defaultHeading, meaning], rows);
}

/** Formats the methods and properties of an object that the library creates. */
export function methodTable(name: string, language: Language): string {
  const rows = optionsOf(name).map((each) => [
    literal(each.name),
    literal(each.type),
    translated(each.description, language),
  ]);
  const { method, type, meaning } = HEADINGS[language];
  return table([method, type, meaning], rows);
}

/** Formats a value as code. A phrase, such as `the bundle of the profile`, is translated instead. */
function formattedDefault(defaultValue: string, language: Language): string {
  if (defaultValue === '') return '';
  return isCode(defaultValue) ? literal(defaultValue) : translated(defaultValue, language);
}

/** Returns whether a default is a value rather than a phrase. */
export function isCode(defaultValue: string): boolean {
  return defaultValue !== 'none' && /^('[^']*'|[\w.]+|\{\}|\[\]|\(\) => [\w.]+\(\))$/.test(defaultValue);
}
