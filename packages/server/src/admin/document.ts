/** `GET /__admin/openapi.json`: returns the OpenAPI document of the admin API. */
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
  // Loaded on the first request, because nothing else in the server needs a YAML parser.
  const { parse } = await import('yaml');
  return parse(await readFile(adminDocument, 'utf8'));
}
