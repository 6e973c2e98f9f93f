#!/usr/bin/env node
/** Runs the commands of the contract package in the repository: `generate [--check]`, `lint`, `translated` and `diff`. */
import { parseArgs } from 'node:util';

const [command, ...rest] = process.argv.slice(2);
const [flag] = rest;

async function generate(): Promise<number> {
  const { drift, generatedFiles, write } = await import('./generate/index.ts');
  const files = await generatedFiles();
  const paths = flag === '--check' ? drift(files) : write(files);
  for (const path of paths) console.log(flag === '--check' ? `out of date: ${path}` : `wrote ${path}`);
  if (flag === '--check' && paths.length > 0) {
    console.error('The contract has changed: run `npm run generate` and commit the result.');
    return 1;
  }
  console.log(`${files.size} generated files are up to date`);
  return 0;
}

async function lint(): Promise<number> {
  const { lintContracts } = await import('./lint/index.ts');
  const problems = await lintContracts();
  for (const problem of problems) console.error(`${problem.where}: ${problem.message} [${problem.rule}]`);
  console.log(problems.length === 0 ? 'The contracts are valid.' : `${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

/** Prints each new or changed string, so that someone reviews its Chinese translation before committing. */
async function translated(): Promise<void> {
  const { recordTranslated } = await import('./lint/strings-translated.ts');
  const added = recordTranslated();
  for (const entry of added) console.log(entry);
  console.log(`${added.length} new or changed strings recorded as translated`);
}

async function diff({ base, json }: { base?: string; json?: boolean }): Promise<number> {
  const { DiffError, diffContracts } = await import('./diff/index.ts');
  const { failureLines, reportLines } = await import('./diff/print.ts');
  try {
    const report = await diffContracts({ base });
    console.log(json ? JSON.stringify(report) : reportLines(report).join('\n'));
    for (const line of failureLines(report)) console.error(line);
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof DiffError)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** Parses the options of `diff`. Returns `undefined` if they are not valid. */
function diffOptions() {
  try {
    return parseArgs({ args: rest, options: { base: { type: 'string' }, json: { type: 'boolean' } } }).values;
  } catch {
    return undefined;
  }
}

const options = command === 'diff' ? diffOptions() : undefined;
if (options) process.exitCode = await diff(options);
else if (command === 'generate' && rest.length <= 1 && [undefined, '--check'].includes(flag))
  process.exitCode = await generate();
else if (command === 'lint' && rest.length === 0) process.exitCode = await lint();
else if (command === 'translated' && rest.length === 0) await translated();
else {
  console.error('usage: generate [--check] | lint | translated | diff [--base REVISION] [--json]');
  process.exitCode = 2;
}
