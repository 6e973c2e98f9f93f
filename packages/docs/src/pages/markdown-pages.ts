/** The pages of the site as Markdown, for both languages. */
import { type Language, languages, loadBundle, type Vendor, vendors } from '@pushspec/contract';
import { guideAddress } from '../addresses.ts';
import { labels } from '../tables/labels.ts';
import { heading, sections, table } from '../tables/markdown.ts';
import { fieldsPage } from './fields.ts';
import { guidePage } from './guide.ts';
import { reasonsPage } from './reasons.ts';
import { siteWords } from './words.ts';

export interface MarkdownPage {
  /** Relative to the folder of the contents, with slashes. */
  path: string;
  text: string;
}

/** Every page in every language. */
export function markdownPages(): MarkdownPage[] {
  return languages.flatMap((language) => [
    landing(language),
    ...vendors.flatMap((vendor) => vendorPages(vendor, language)),
  ]);
}

function vendorPages(vendor: Vendor, language: Language): MarkdownPage[] {
  const document = loadBundle(vendor, 'documented', language);
  const words = siteWords[language];
  const title = String(document.info.title);
  const folder = `${prefix(language)}${vendor}`;
  const reference = referenceAddress(vendor, language);
  const parts = { vendor, document, words, labels: labels[language], reference };
  return [
    page(`${folder}/index.md`, title, words.guide, String(document.info.summary), guidePage(parts)),
    page(
      `${folder}/fields.md`,
      `${title}: ${words.fields}`,
      words.fields,
      '',
      fieldsPage(document, words, labels[language]),
    ),
    page(
      `${folder}/reasons.md`,
      `${title}: ${words.reasons}`,
      words.reasons,
      '',
      reasonsPage(document, words, labels[language]),
    ),
  ];
}

function landing(language: Language): MarkdownPage {
  const words = siteWords[language];
  const titles = vendors.map((vendor) => loadBundle(vendor, 'documented', language).info);
  const link = (vendor: Vendor, index: number) =>
    `[${titles[index]?.title}](${guideAddress(vendor, language)})`;
  const body = sections(
    words.lead,
    heading(2, words.vendors),
    table(
      [words.contract, words.what, ''],
      vendors.map((vendor, index) => [
        link(vendor, index),
        String(titles[index]?.summary),
        `[${words.reference}](${referenceAddress(vendor, language)})`,
      ]),
    ),
    heading(2, words.tryIt),
    words.tryItText,
    heading(2, words.state),
    table(
      ['', ...vendors.map(link)],
      words.parts.map((part) => [part, ...vendors.map(() => '✓')]),
    ),
  );
  return page(`${prefix(language)}index.md`, 'pushspec', 'pushspec', words.lead, body);
}

function referenceAddress(vendor: Vendor, language: Language): string {
  return `/docs/${vendor}/${language}/`;
}

function prefix(language: Language): string {
  return language === 'en' ? '' : `${language}/`;
}

function page(path: string, title: string, label: string, description: string, body: string): MarkdownPage {
  const front = {
    title,
    description: description || title,
    sidebar: { label },
    editUrl: false,
    pagefind: true,
  };
  // JSON is YAML.
  return { path, text: `---\n${JSON.stringify(front)}\n---\n\n${body}\n` };
}
