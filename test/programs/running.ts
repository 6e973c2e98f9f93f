/** Runs a program against a server as its user would: address and credentials come from the environment. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Execution, execute } from '../execute.ts';
import type { Command, Item, Program } from './program.ts';

export interface ProgramRun {
  program: Program;
  /** Folder of its definition. */
  source: string;
  /** Folder of its packages. */
  installed: string;
  /** Address of the server. */
  url: string;
  variables: Readonly<Record<string, string>>;
  calls: readonly (readonly Item[])[];
}

/** Runs a program once, or once for each call. Resolves to the highest exit code and all output. */
export async function runProgram(run: ProgramRun): Promise<Execution> {
  const { program, source, installed, url, variables, calls } = run;
  const scratch = mkdtempSync(join(tmpdir(), `pushspec-${program.name}-`));
  try {
    const callsFile = join(scratch, 'calls.json');
    writeFileSync(callsFile, JSON.stringify(calls));
    const host = new URL(url).host;
    const context = { url, host, variables, installed, source, scratch, callsFile, calls };
    const commands = [program.run(context)].flat() as Command[];
    const all: Execution = { code: 0, output: '', stdout: '' };
    for (const { command, env } of commands) {
      const { code, output, stdout } = await execute(command, {
        cwd: scratch,
        env: { ...outsideVariables(), PUSH_URL: url, PUSH_HOST: host, ...variables, ...env },
        stopAfter: program.stopsAfter,
      });
      all.code = Math.max(all.code ?? 0, code ?? 1);
      all.output += output;
      all.stdout += stdout;
    }
    return all;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Returns an environment without settings of this machine, except for the way to its programs. */
function outsideVariables(): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
}
