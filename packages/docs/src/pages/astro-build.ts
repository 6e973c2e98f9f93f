/** Run as a process of its own, in the folder of an Astro project: builds it into `built/`. */
import starlight from '@astrojs/starlight';
import { loadBundle, type Vendor, vendors } from '@pushspec/contract';
import { build } from 'astro';
import { passthroughImageService } from 'astro/config';
import { siteWords } from './words.ts';

const item = (slug: string, word: 'guide' | 'fields' | 'reasons') => ({
  slug,
  label: siteWords.en[word],
  translations: { 'zh-CN': siteWords.zh[word] },
});

const group = (vendor: Vendor) => ({
  label: String(loadBundle(vendor, 'documented', 'en').info.title),
  translations: { 'zh-CN': String(loadBundle(vendor, 'documented', 'zh').info.title) },
  items: [item(vendor, 'guide'), item(`${vendor}/fields`, 'fields'), item(`${vendor}/reasons`, 'reasons')],
});

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
  integrations: [
    starlight({
      title: 'pushspec',
      locales: {
        root: { label: siteWords.en.language, lang: 'en' },
        zh: { label: siteWords.zh.language, lang: 'zh-CN' },
      },
      sidebar: vendors.map(group),
      customCss: ['./src/site.css'],
      expressiveCode: false,
      credits: false,
      favicon: '/favicon.svg',
    }),
  ],
});
