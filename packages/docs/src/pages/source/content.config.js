/** Configures Astro's content: the Markdown of the pages, and the translations of Starlight's labels. */

import { defineCollection } from 'astro:content';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { z } from 'astro/zod';

const searchStrings = z.object(
  Object.fromEntries(
    ['hint', 'reasons', 'pages', 'nothing'].map((name) => [`pushspec.search.${name}`, z.string().optional()]),
  ),
);

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema({ extend: searchStrings }) }),
};
