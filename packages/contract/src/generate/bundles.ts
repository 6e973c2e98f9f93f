/** Builds the bundles: one self-contained JSON document per vendor, profile and language. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { languages, profiles } from '../bundle.ts';
import { isObject, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import { readOperations } from '../model/read-contract.ts';
import { overlaysOf, readApis, root } from './apis.ts';
import { addReasonExamples } from './reason-examples.ts';
import { redocly } from './redocly.ts';

export interface Bundle {
  api: string;
  profile: string;
  language: string;
  document: OpenApiDocument;
}

/** Builds all bundles in one run of Redocly, because starting it takes most of the time. */
export async function makeBundles(): Promise<Bundle[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-bundles-'));
  try {
    const wanted = readApis().flatMap((source) =>
      profiles.flatMap((profile) =>
        languages.map((language) => {
          const { api, contract } = source;
          const file = join(folder, `${api}.${profile}.${language}.json`);
          const overlays = overlaysOf(source, profile, language).map((overlay) => join(root, overlay));
          return { api, profile, language, bundling: { root: join(root, contract), overlays, output: file } };
        }),
      ),
    );
    const apis = Object.fromEntries(wanted.map(({ bundling }, index) => [`bundle-${index}`, bundling]));
    const config = join(folder, 'redocly.yaml');
    writeFileSync(config, stringify({ telemetry: 'off', apis }));
    await redocly('bundle', '--config', config);
    return wanted.map(({ bundling, ...names }) => {
      const document = JSON.parse(readFileSync(bundling.output, 'utf8')) as OpenApiDocument;
      addReasonExamples(document);
      declareResponseMediaTypes(document);
      return { ...names, document };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Adds the media type on the wire to every response of an operation that has one, after that of the content. Its schema is a
 * string, because tools compare the body of such a response with a string.
 */
export function declareResponseMediaTypes(document: OpenApiDocument): void {
  for (const { entry, responseMediaType } of readOperations(document)) {
    const { responses } = entry.operation;
    if (responseMediaType === undefined || !isObject(responses)) continue;
    const [onTheWire = ''] = responseMediaType.split(';');
    for (const response of Object.values(responses).filter(isObject)) {
      const { content } = resolveNode(document, response);
      const [inside] = Object.keys(isObject(content) ? content : {});
      if (inside === undefined || inside === onTheWire.trim()) continue;
      const schema = { type: 'string', contentMediaType: inside };
      Object.assign(content as JsonObject, { [onTheWire.trim()]: { schema } });
    }
  }
}
