/** Bundles: one self-contained JSON document per vendor, profile and language. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { languages, profiles } from '../bundle.ts';
import type { OpenApiDocument } from '../document.ts';
import { renewLimitExamples } from './limit-examples.ts';
import { redocly } from './redocly.ts';
import { overlaysOf, readVendors, root } from './vendors.ts';

export interface Bundle {
  vendor: string;
  profile: string;
  language: string;
  document: OpenApiDocument;
}

/** Makes all bundles in one run of Redocly, as most of the time goes into its start. */
export async function makeBundles(): Promise<Bundle[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-bundles-'));
  try {
    const wanted = readVendors().flatMap((source) =>
      profiles.flatMap((profile) =>
        languages.map((language) => {
          const { vendor, contract } = source;
          const file = join(folder, `${vendor}.${profile}.${language}.json`);
          const overlays = overlaysOf(source, profile, language).map((overlay) => join(root, overlay));
          return { vendor, profile, language, api: { root: join(root, contract), overlays, output: file } };
        }),
      ),
    );
    const apis = Object.fromEntries(wanted.map(({ api }, index) => [`bundle-${index}`, api]));
    const config = join(folder, 'redocly.yaml');
    writeFileSync(config, stringify({ telemetry: 'off', apis }));
    await redocly('bundle', '--config', config);
    return wanted.map(({ api, ...names }) => {
      const document = JSON.parse(readFileSync(api.output, 'utf8')) as OpenApiDocument;
      renewLimitExamples(document);
      return { ...names, document };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
