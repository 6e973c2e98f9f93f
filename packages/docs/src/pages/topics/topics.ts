/** Lists the pages about our tools. To add a page, add a folder and a line here. The menu, the build and the tests follow. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinChineseLines, type Language } from '@pushspec/contract';
import { fillDirectives } from './directives.ts';

/** Folder names in the order of the menu. They are also the paths: `/send-events/`, `/zh/send-events/`. */
export const topicNames = [
  'mock-in-tests',
  'send-events',
  'crashes-and-fleets',
  'client-options',
  'command-line',
  'inspect-requests',
  'server-options',
  'admin-api',
  'conformance',
  'verified-with',
  'troubleshooting',
] as const;

export type TopicName = (typeof topicNames)[number];

/** A tool page. */
export interface Topic {
  name: TopicName;
  title: string;
  /** First paragraph, for search engines. */
  description: string;
  /** Markdown without the title. */
  body: string;
}

/** Returns the folder of a page, with its Markdown in each language and its samples. */
export function topicFolder(name: TopicName): string {
  return join(import.meta.dirname, name);
}

/** Returns the source of a page, including its directives. */
export function topicSource(name: TopicName, language: Language): string {
  return readFileSync(join(topicFolder(name), `${language}.md`), 'utf8').replaceAll('\r\n', '\n');
}

/** Returns a page with its samples and tables. Throws if a sample, an output or a table does not exist. */
export function readTopic(name: TopicName, language: Language): Topic {
  const file = topicSource(name, language);
  const [, title = '', source = ''] =
    /^# ([^\n]+)\n+([\s\S]*)$/.exec(language === 'zh' ? joinChineseLines(file) : file) ??
    missingTitle(name, language);
  const description = source.slice(0, source.indexOf('\n\n')).replace(/\s*\n\s*/g, ' ');
  const body = fillDirectives(source, { folder: topicFolder(name), language });
  return { name, title, description: plainText(description), body };
}

/** Returns the samples of a page, as paths relative to its folder. */
export function sampleFiles(name: TopicName): string[] {
  const uses = topicSource(name, 'en').matchAll(/^<!-- sample: (\S+) -->$/gm);
  const files = [...uses].map(([, file = '']) => `samples/${file}`);
  return [...new Set(files)].filter((file) => existsSync(join(topicFolder(name), file)));
}

function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
}

function missingTitle(name: TopicName, language: Language): never {
  throw new Error(`${name}/${language}.md must begin with a title, such as \`# Send events\``);
}
