/**
 * Plays what the reference pages show: `node test/conformance/play-docs.ts`. Each request example of each page is sent to the reference
 * server, in both profiles, and each example of an answer or a parameter is held to the contract.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadContract,
  playDocs,
  type ShownExample,
  type ShownResult,
  shownExamples,
} from '@pushspec/conformance';
import { profiles } from '@pushspec/contract';
import { type RenderedDocument, renderedDocuments } from './rendered-documents.ts';
import { serverTarget } from './server-target.ts';
import { sign } from './sign.ts';

const folder = mkdtempSync(join(tmpdir(), 'pushspec-docs-'));
try {
  const documents = await renderedDocuments(folder);
  for (const profile of profiles) {
    const target = await serverTarget(profile);
    for (const { vendor, document, ...page } of documents) {
      // The pages show what is documented; who follows them has to get on with the receiver as well.
      const there = new Set(shownExamples(document).map(({ pointer }) => pointer));
      const isSent = ({ of, pointer }: ShownExample) => of === 'request' && there.has(pointer);
      const options = profile === 'documented' ? {} : { filter: isSent };
      const contract = loadContract(vendor, profile);
      report(
        { vendor, document, ...page },
        profile,
        await playDocs({ shown: document, contract, target, sign, ...options }),
      );
    }
    await target.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}

function report(
  { vendor, language }: RenderedDocument,
  profile: string,
  results: readonly ShownResult[],
): void {
  const bad = results.filter(({ problems }) => problems.length > 0);
  for (const { pointer, problems } of bad) {
    for (const { what, expected, got } of problems)
      console.log(
        `FAIL ${vendor} (${language}, ${profile}) ${pointer}: ${what}: expected ${expected}, got ${got}`,
      );
  }
  if (bad.length > 0 || results.length === 0) process.exitCode = 1;
  console.log(
    `docs of ${vendor} (${language}, ${profile}): ${results.length - bad.length} of ${results.length} examples`,
  );
}
