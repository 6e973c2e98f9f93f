/** Plays in a process of its own: two of them keep two cores busy, and the test runner slows none of them down. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Profile } from '@pushspec/contract';
import type { Outcome } from './suite.ts';

/** What `play.ts` finds. Rejects with what it has said where that is no outcome. */
export async function playApart(target: string, profile: Profile): Promise<Outcome> {
  const { output, errors } = await printed('play.ts', [target, profile, '--json']);
  try {
    return JSON.parse(output);
  } catch (cause) {
    throw new Error(`${target} (${profile}) could not be played: ${errors}`, { cause });
  }
}

/** The lines that `play-sequences.ts` prints, and those of a failure. */
export async function playSequencesApart(profile: Profile): Promise<string[]> {
  const { output, errors } = await printed('play-sequences.ts', [profile]);
  return `${output}${errors}`.trim().split('\n');
}

/** The lines that `play-docs.ts` prints, and those of a failure. */
export async function playDocsApart(): Promise<string[]> {
  const { output, errors } = await printed('play-docs.ts', []);
  return `${output}${errors}`.trim().split('\n');
}

async function printed(script: string, args: readonly string[]): Promise<{ output: string; errors: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { output, errors };
}
