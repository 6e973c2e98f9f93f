/** Builds the Astro project in the current folder into `built/`. Runs as a separate process. */
import starlight from '@astrojs/starlight';
import { type ApiName, apiNames, loadBundle } from '@pushspec/contract';
import { build } from 'astro';
import { passthroughImageService } from 'astro/config';
import { siteLabels } from './site-labels.ts';
import { styleSheets } from './style-sheets.ts';
import { changeLabels } from './topics/change-labels.ts';
import { INSPECTOR, menuLabels } from './topics/menu-labels.ts';
import { readTopic, type TopicName, topicNames } from './topics/topics.ts';

const OWN_SHEETS = ['site', 'search', 'code', 'tables', 'try-it'].map((name) => `./src/${name}.css`);

const item = (slug: string, label: 'guide' | 'fields' | 'reasons') => ({
  slug,
  label: siteLabels.en[label],
  translations: { 'zh-CN': siteLabels.zh[label] },
});

const group = (api: ApiName) => ({
  label: String(loadBundle(api, 'documented', 'en').info.title),
  translations: { 'zh-CN': String(loadBundle(api, 'documented', 'zh').info.title) },
  items: [
    item(api, 'guide'),
    item(`${api}/fields`, 'fields'),
    item(`${api}/reasons`, 'reasons'),
    {
      slug: `${api}/changes`,
      label: changeLabels.en.title,
      translations: { 'zh-CN': changeLabels.zh.title },
    },
  ],
});

const topic = (name: TopicName) => ({
  slug: name,
  label: readTopic(name, 'en').title,
  translations: { 'zh-CN': readTopic(name, 'zh').title },
});

const topics = {
  label: menuLabels.en.tools,
  translations: { 'zh-CN': menuLabels.zh.tools },
  items: topicNames.map(topic),
};

/** Links to the inspector of the same server. `finish-pages.ts` corrects the Chinese link. */
const inspector = {
  label: menuLabels.en.inspector,
  translations: { 'zh-CN': menuLabels.zh.inspector },
  link: INSPECTOR,
};

await build({
  root: process.cwd(),
  outDir: './built',
  cacheDir: './cache',
  publicDir: './src/public',
  configFile: false,
  trailingSlash: 'always',
  logLevel: 'error',
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never' },
  // Custom properties let one page have both color schemes.
  markdown: { shikiConfig: { theme: 'css-variables' } },
  vite: {
    ssr: { noExternal: ['@pushspec/theme'] },
    define: { API_NAMES: JSON.stringify(apiNames) },
  },
  integrations: [
    starlight({
      title: 'pushspec',
      locales: {
        root: { label: siteLabels.en.language, lang: 'en' },
        zh: { label: siteLabels.zh.language, lang: 'zh-CN' },
      },
      customCss: [...styleSheets.map((sheet) => `./src/${sheet}.css`), ...OWN_SHEETS],
      components: { Header: './src/header.astro', Search: './src/search.astro' },
      head: [{ tag: 'script', attrs: { type: 'module', src: '/page.js' } }],
      sidebar: [...apiNames.map(group), topics, inspector],
      expressiveCode: false,
      credits: false,
      favicon: '/favicon.svg',
    }),
  ],
});
