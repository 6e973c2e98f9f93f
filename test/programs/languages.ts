/** The commands that run a program in each language, with its packages. */
import { delimiter, join } from 'node:path';
import type { Command, RunContext } from './program.ts';

type Run = (context: RunContext) => Command;

/** Runs a file in the program's folder with Python. */
export function python(file = 'program.py', env: Command['env'] = {}): Run {
  return ({ source, installed, callsFile }) => ({
    command: ['python3', join(source, file), callsFile],
    env: { PYTHONPATH: installed, ...env },
  });
}

/** Runs `program.cjs` with the Node of these tests. */
export function node(env: Command['env'] = {}): Run {
  return ({ source, installed, callsFile }) => ({
    command: [process.execPath, join(source, 'program.cjs'), callsFile],
    env: { NODE_PATH: join(installed, 'node_modules'), NODE_NO_WARNINGS: '1', ...env },
  });
}

/** Runs the compiled `Program.java`, by default with the file of calls. */
export function java(argumentsOf = ({ callsFile }: RunContext): string[] => [callsFile]): Run {
  return (context) => ({
    command: [
      // A short-lived program is faster without the optimizing compiler.
      ...['java', '-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8', '-cp'],
      [context.installed, join(context.installed, 'lib/*')].join(delimiter),
      ...['Program', ...argumentsOf(context)],
    ],
  });
}

/** Runs the built program. */
export function go(): Run {
  return ({ installed, callsFile }) => ({ command: [join(installed, 'program'), callsFile] });
}
