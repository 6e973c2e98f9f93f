/** The documents that the reference pages show, read back from the pages themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, OpenApiDocument, Vendor } from '@pushspec/contract';
import { buildSite } from '@pushspec/docs/build';

export interface RenderedDocument {
  readonly vendor: Vendor;
  readonly language: Language;
  readonly document: OpenApiDocument;
}

/** Builds the pages of all vendors and languages into a folder. */
export async function renderedDocuments(outDir: string): Promise<RenderedDocument[]> {
  const pages = await buildSite({ outDir, guides: false });
  return pages.map(({ vendor, language, path }) => ({
    vendor,
    language,
    document: documentIn(readFileSync(join(outDir, path), 'utf8'), path),
  }));
}

/** Redocly leaves the document in the page, on a line of its own, for its script. */
const DEFINITION = /^\s*const __redoc_definition = (\{.*\});$/m;

function documentIn(html: string, path: string): OpenApiDocument {
  const [, text] = DEFINITION.exec(html) ?? [];
  if (text === undefined)
    throw new Error(`${path} holds no document: has Redocly changed how it leaves it there?`);
  return JSON.parse(text) as OpenApiDocument;
}
