/** Runs conformance scripts in separate processes, so that they use two cores and the test runner does not slow them down. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@pushspec/contract';
import type { Outcome } from './suite.ts';

/** Resolves to the outcome of `play.ts`. Rejects with its output if there is none. */
export async function playInProcess(target: string, profile: Profile): Promise<Outcome> {
  const { output, errors } = await printed('play.ts', [target, profile, '--json']);
  try {
    return JSON.parse(output);
  } catch (cause) {
    throw new Error(`${target} (${profile}) could not be played: ${errors}`, { cause });
  }
}

/** Resolves to the lines that `play-sequences.ts` prints, including failures. */
export async function playSequencesInProcess(profile: Profile): Promise<string[]> {
  const { output, errors } = await printed('play-sequences.ts', [profile]);
  return `${output}${errors}`.trim().split('\n');
}

/** Resolves to the lines that `play-docs.ts` prints, including failures. */
export async function playDocsInProcess(): Promise<string[]> {
  const { output, errors } = await printed('play-docs.ts', []);
  return `${output}${errors}`.trim().split('\n');
}

async function printed(script: string, args: readonly string[]): Promise<{ output: string; errors: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { output, errors };
}
