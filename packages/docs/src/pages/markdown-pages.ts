/** The pages of the site as Markdown, for both languages. */
import {
  guideAddress,
  type Language,
  languages,
  loadBundle,
  referenceAddress,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import { labels } from '../tables/labels.ts';
import { fieldsPage } from './fields.ts';
import { guidePage } from './guide.ts';
import { landingPage } from './landing.ts';
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
  const parts = {
    vendor,
    language,
    document,
    words,
    labels: labels[language],
    reference: referenceAddress(vendor, language),
  };
  return [
    page({
      path: `${folder}/index.md`,
      title,
      label: words.guide,
      description: String(document.info.summary),
      body: guidePage(parts),
    }),
    page({
      path: `${folder}/fields.md`,
      title: words.pageTitle(title, words.fields),
      label: words.fields,
      body: fieldsPage(document, words, labels[language]),
    }),
    page({
      path: `${folder}/reasons.md`,
      title: words.pageTitle(title, words.reasons),
      label: words.reasons,
      body: reasonsPage(document, words, labels[language]),
    }),
  ];
}

function landing(language: Language): MarkdownPage {
  const words = siteWords[language];
  const start = guideAddress(vendors[0], language);
  const hero = {
    tagline: words.lead,
    actions: [
      { text: words.tryIt, link: `#${words.tryItAnchor}`, icon: 'right-arrow' },
      { text: words.firstGuide, link: start, variant: 'secondary' },
      // A narrow landing page has no menu, which is where the languages are elsewhere.
      ...languages
        .filter((each) => each !== language)
        .map((each) => ({
          text: siteWords[each].language,
          link: `/${prefix(each)}`,
          variant: 'minimal',
          attrs: { lang: each, hreflang: each },
        })),
    ],
  };
  const more = { template: 'splash', hero };
  return page({
    path: `${prefix(language)}index.md`,
    title: 'pushspec',
    label: 'pushspec',
    description: words.lead,
    body: landingPage(language),
    more,
  });
}

function prefix(language: Language): string {
  return language === 'en' ? '' : `${language}/`;
}

interface PageParts {
  path: string;
  title: string;
  /** In the menu. */
  label: string;
  /** @default the title */
  description?: string;
  body: string;
  /** Further front matter of Starlight. */
  more?: object;
}

function page({ path, title, label, description = title, body, more }: PageParts): MarkdownPage {
  const front = { title, description, sidebar: { label }, editUrl: false, pagefind: true, ...more };
  // JSON is YAML.
  return { path, text: `---\n${JSON.stringify(front)}\n---\n\n${body}\n` };
}
