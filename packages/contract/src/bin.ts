#!/usr/bin/env node
/** `generate [--check]` and `lint`: the commands of the contract package, for work in the repository. */
const [command, flag] = process.argv.slice(2);

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

if (command === 'generate' && (flag === undefined || flag === '--check')) process.exitCode = await generate();
else if (command === 'lint' && flag === undefined) process.exitCode = await lint();
else {
  console.error('usage: generate [--check] | lint');
  process.exitCode = 2;
}
