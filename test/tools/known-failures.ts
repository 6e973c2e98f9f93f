/** Compares what a tool does with `known-failures.yaml`. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface KnownFailure {
  tool: string;
  /** Names of APIs, or of another document that the tool reads. */
  apis: readonly string[];
  /** Part of the tool's message. */
  message: string;
  cause: string;
  /** URL in the tool's issue tracker, if the tool is wrong. */
  issue?: string;
}

const file = new URL('known-failures.yaml', import.meta.url);

export const knownFailures: readonly KnownFailure[] = parse(readFileSync(file, 'utf8'));

/**
 * Expects that a tool succeeds with an API, or that it fails as listed.
 *
 * @param use rejects with the tool's message if the tool fails
 * @param known defaults to the committed list
 */
export async function expectKnown(
  tool: string,
  api: string,
  use: () => Promise<unknown>,
  known: readonly KnownFailure[] = knownFailures,
): Promise<void> {
  const listed = known.find((entry) => entry.tool === tool && entry.apis.includes(api));
  const failure = await use().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (listed === undefined) {
    if (failure !== undefined) throw failure;
    return;
  }
  if (failure === undefined)
    throw new Error(`${tool} works with ${api} now: remove it from known-failures.yaml`);
  if (!String(failure).includes(listed.message))
    throw new Error(`${tool} does not fail with "${listed.message}" for ${api} now`, { cause: failure });
}
