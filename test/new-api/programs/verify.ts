/** Runs `pushspec verify` for the toy against its reference server, and prints the exit code and the last lines as JSON. */
import { execFile } from 'node:child_process';
import { createServer } from '@pushspec/server';

const server = await createServer();
const { url } = await server.listen({ port: 0 });
const command = ['packages/cli/src/bin.ts', 'verify', '--target', url, '--api', 'toy'];
const result = await new Promise((resolve) => {
  execFile(process.execPath, command, (error, stdout, stderr) => {
    resolve({ code: error?.code ?? 0, lines: (stdout + stderr).trimEnd().split('\n').slice(-20) });
  });
});
await server.close();
console.log(JSON.stringify(result));
