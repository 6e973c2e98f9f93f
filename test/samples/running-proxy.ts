/** Runs the signing proxy in a separate process, for samples that send through it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '../../packages/cli/src/bin.ts');

export interface RunningProxy extends AsyncDisposable {
  url: string;
}

export async function runningProxy(target: string): Promise<RunningProxy> {
  const args = [program, 'proxy', 'cloudmonitor', '--port', '0', '--target', target, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    url: (JSON.parse(line) as { proxy: string }).proxy,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'close');
    },
  };
}
