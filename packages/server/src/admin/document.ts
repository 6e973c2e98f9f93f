/** `GET /__admin/openapi.json`: the description of this very API. */
import { readFile } from 'node:fs/promises';
import type { Express } from 'express';
import { adminDocument } from '../admin-document.ts';

export function addDocument(app: Express): void {
  let document: Promise<unknown> | undefined;
  app.get('/__admin/openapi.json', async (_, response) => {
    document ??= readDocument();
    response.json(await document);
  });
}

async function readDocument(): Promise<unknown> {
  // Loaded when somebody asks: the server itself has no need of a YAML parser.
  const { parse } = await import('yaml');
  return parse(await readFile(adminDocument, 'utf8'));
}
