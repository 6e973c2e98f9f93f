/** Run as a process of its own: builds the Astro project in the folder given first into the one given second. */
import { pathToFileURL } from 'node:url';
import starlight from '@astrojs/starlight';
import { loadBundle, type Vendor, vendors } from '@pushspec/contract';
import { build, passthroughImageService } from 'astro';
import { siteWords } from './words.ts';

const [root = '', outDir = ''] = process.argv.slice(2);

const item = (slug: string, word: 'guide' | 'fields' | 'reasons') => ({
  slug,
  label: siteWords.en[word],
  translations: { 'zh-CN': siteWords.zh[word] },
});

const group = (vendor: Vendor) => ({
  label: String(loadBundle(vendor, 'documented', 'en').info.title),
  translations: { 'zh-CN': String(loadBundle(vendor, 'documented', 'zh').info.title) },
  items: [
    item(vendor, 'guide'),
    item(`${vendor}/fields`, 'fields'),
    item(`${vendor}/reasons`, 'reasons'),
  ],
});

await build({
  root,
  outDir: pathToFileURL(`${outDir}/`).href,
  cacheDir: './cache',
  configFile: false,
  logLevel: 'error',
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never' },
  integrations: [
    starlight({
      title: 'pushspec',
      locales: { root: { label: 'English', lang: 'en' }, zh: { label: '简体中文', lang: 'zh-CN' } },
      sidebar: vendors.map(group),
      customCss: ['./src/site.css'],
      expressiveCode: false,
      credits: false,
      favicon: 'data:,',
    }),
  ],
});
