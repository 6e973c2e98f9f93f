/**
 * Runs the examples of the reference pages: `node test/conformance/play-docs.ts`. Each request example is sent to the reference
 * server in both profiles, and each response or parameter example is checked against the contract.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkDocs,
  loadContract,
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
    for (const { api, document, ...page } of documents) {
      // The pages show the documented profile. Examples must also work with the receiver profile.
      const there = new Set(shownExamples(document).map(({ pointer }) => pointer));
      const isSent = ({ of, pointer }: ShownExample) => of === 'request' && there.has(pointer);
      const options = profile === 'documented' ? {} : { filter: isSent };
      const contract = loadContract(api, profile);
      report(
        { api, document, ...page },
        profile,
        await checkDocs({ shown: document, contract, target, sign, ...options }),
      );
    }
    await target.close();
  }
} finally {
  rmSync(folder, { recursive: true });
}

function report({ api, language }: RenderedDocument, profile: string, results: readonly ShownResult[]): void {
  const bad = results.filter(({ problems }) => problems.length > 0);
  for (const { pointer, problems } of bad) {
    for (const { what, expected, got } of problems)
      console.log(
        `FAIL ${api} (${language}, ${profile}) ${pointer}: ${what}: expected ${expected}, got ${got}`,
      );
  }
  if (bad.length > 0 || results.length === 0) process.exitCode = 1;
  console.log(
    `docs of ${api} (${language}, ${profile}): ${results.length - bad.length} of ${results.length} examples`,
  );
}
