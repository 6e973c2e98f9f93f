/** Reads the OpenAPI documents back from the reference pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiName, Language, OpenApiDocument } from '@pushspec/contract';
import { buildSite } from '@pushspec/docs/build';

export interface RenderedDocument {
  readonly api: ApiName;
  readonly language: Language;
  readonly document: OpenApiDocument;
}

/** Builds the pages of all vendors and languages into a folder. */
export async function renderedDocuments(outDir: string): Promise<RenderedDocument[]> {
  const pages = await buildSite({ outDir, guides: false });
  return pages.map(({ api, language, path }) => ({
    api,
    language,
    document: documentIn(readFileSync(join(outDir, path), 'utf8'), path),
  }));
}

/** Extracts the document, which Redocly puts on one line of the page. */
const DEFINITION = /^\s*const __redoc_definition = (\{.*\});$/m;

function documentIn(html: string, path: string): OpenApiDocument {
  const [, text] = DEFINITION.exec(html) ?? [];
  if (text === undefined)
    throw new Error(`${path} contains no document. Check how this version of Redocly embeds it.`);
  return JSON.parse(text) as OpenApiDocument;
}
