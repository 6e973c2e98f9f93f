/** Builds the pages of the site as Markdown, in both languages. */
import {
  type ApiName,
  apiNames,
  guideAddress,
  type Language,
  languages,
  loadBundle,
  referenceAddress,
} from '@pushspec/contract';
import { bundlePath } from '../machine/machine-paths.ts';
import { heading, sections, table } from '../tables/markdown.ts';
import { tableLabels } from '../tables/table-labels.ts';
import { fieldsPage } from './fields.ts';
import { guidePage } from './guide.ts';
import { landingPage } from './landing.ts';
import { landingLabels } from './landing-labels.ts';
import { reasonsPage } from './reasons.ts';
import { siteLabels } from './site-labels.ts';
import { changeLabels } from './topics/change-labels.ts';
import { changesPage } from './topics/changes.ts';
import { withServerAddress } from './topics/server-address.ts';
import { readTopic, type TopicName, topicNames } from './topics/topics.ts';

/** A page to pass to Astro. */
export interface MarkdownPage {
  /** Path relative to the content folder, with slashes. */
  path: string;
  content: string;
}

/** Returns every page in every language. */
export function markdownPages(): MarkdownPage[] {
  return languages.flatMap((language) => [
    landing(language),
    reference(language),
    ...apiNames.flatMap((api) => apiPages(api, language)),
    ...topicNames.map((name) => topicPage(name, language)),
  ]);
}

function topicPage(name: TopicName, language: Language): MarkdownPage {
  const { title, description, body } = readTopic(name, language);
  const adapted = withServerAddress(name, body, language);
  return page({ path: `${prefix(language)}${name}.md`, title, label: title, description, body: adapted });
}

function apiPages(api: ApiName, language: Language): MarkdownPage[] {
  const document = loadBundle(api, 'documented', language);
  const labels = siteLabels[language];
  const title = String(document.info.title);
  const folder = `${prefix(language)}${api}`;
  const parts = {
    api,
    language,
    document,
    labels,
    tableLabels: tableLabels[language],
    reference: referenceAddress(api, language),
  };
  return [
    page({
      path: `${folder}/index.md`,
      title,
      label: labels.guide,
      description: String(document.info.summary),
      body: guidePage(parts),
      // The first screen needs the full width.
      frontMatter: { tableOfContents: false },
    }),
    page({
      path: `${folder}/fields.md`,
      title: labels.pageTitle(title, labels.fields),
      label: labels.fields,
      body: fieldsPage(parts),
    }),
    page({
      path: `${folder}/reasons.md`,
      title: labels.pageTitle(title, labels.reasons),
      label: labels.reasons,
      body: reasonsPage(document, labels, tableLabels[language]),
    }),
    page({
      path: `${folder}/changes.md`,
      title: labels.pageTitle(title, changeLabels[language].title),
      label: changeLabels[language].title,
      body: changesPage(api, language),
    }),
  ];
}

function reference(language: Language): MarkdownPage {
  const { referenceTitle: title, referenceIntro: description } = siteLabels[language];
  const path = `${prefix(language)}reference.md`;
  return page({ path, title, label: title, description, body: referenceIndex(language) });
}

function landing(language: Language): MarkdownPage {
  const { title, lead } = landingLabels[language];
  return page({
    path: `${prefix(language)}index.md`,
    title,
    label: title,
    description: lead,
    body: landingPage(language),
    frontMatter: { template: 'splash', tableOfContents: false },
  });
}

function prefix(language: Language): string {
  return language === 'en' ? '' : `${language}/`;
}

interface PageParts {
  path: string;
  title: string;
  /** Label in the menu. */
  label: string;
  /** @default the title */
  description?: string;
  body: string;
  /** Additional Starlight front matter. */
  frontMatter?: object;
}

function page({ path, title, label, description = title, body, frontMatter }: PageParts): MarkdownPage {
  const all = { title, description, sidebar: { label }, editUrl: false, pagefind: true, ...frontMatter };
  // JSON is valid YAML.
  return { path, content: `---\n${JSON.stringify(all)}\n---\n\n${body}\n` };
}

/** Builds the page that links to the full reference, the fields, the reasons and the contract of each API. */
function referenceIndex(language: Language): string {
  const labels = siteLabels[language];
  return sections(
    labels.referenceIntro,
    ...apiNames.flatMap((api) => {
      const { title } = loadBundle(api, 'documented', language).info;
      const guide = guideAddress(api, language);
      const rows = [
        [`[${labels.reference}](${referenceAddress(api, language)})`, labels.referenceMeans],
        [`[${labels.fields}](${guide}fields/)`, labels.fieldsMean],
        [`[${labels.reasons}](${guide}reasons/)`, labels.reasonsMean],
        [`[OpenAPI 3.1](/${bundlePath(api, 'documented', language)})`, labels.contractMeans],
      ];
      return [heading(2, `[${String(title)}](${guide})`), table([labels.page, labels.content], rows)];
    }),
  );
}
