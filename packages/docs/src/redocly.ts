/** Renders reference pages with Redocly's `build-docs`. Its labels are English: Redoc CE has no option to translate them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenApiDocument } from '@pushspec/contract';
import { runNode } from './run-node.ts';
import { sampleLabels } from './samples/samples.ts';

const manifestFile = createRequire(import.meta.url).resolve('@redocly/cli/package.json');
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as {
  version: string;
  bin: { redocly: string };
};

/** Version of Redocly. Pages depend on it. */
export const redoclyVersion = manifest.version;

const CONFIG = `telemetry: off
openapi:
  layout: three-panel
  hideDownloadButtons: true
  jsonSamplesExpandLevel: all
  maxDisplayedEnumValues: 20
  codeSamples:
    languages: ${JSON.stringify([...sampleLabels, { lang: 'payload', label: 'Payload' }])}
`;

/** The document to render. */
export interface RenderOptions {
  document: OpenApiDocument;
  /** Empty folder for the files of this run. */
  folder: string;
  /** Ends Redocly early. */
  signal?: AbortSignal | undefined;
}

/** Renders a document to one HTML page that includes its scripts. Rejects with Redocly's output if it fails. */
export async function renderPage({ document, folder, signal }: RenderOptions): Promise<string> {
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(document));
  writeFileSync(join(folder, 'redocly.yaml'), CONFIG);
  await redocly(['build-docs', 'openapi.json', '--inlineBundle', '-o', 'page.html'], folder, signal);
  return readFileSync(join(folder, 'page.html'), 'utf8');
}

function redocly(args: string[], cwd: string, signal: AbortSignal | undefined): Promise<void> {
  return runNode([join(dirname(manifestFile), manifest.bin.redocly), ...args], {
    name: `redocly ${args.join(' ')}`,
    cwd,
    env: { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    signal,
  });
}
