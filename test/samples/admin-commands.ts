/** Runs the curl commands on the admin API page against a server with a request and a mock. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createMock } from '@pushspec/mock';
import { createServer } from '@pushspec/server';
import { adminOperationList } from '../../packages/docs/src/pages/topics/admin-document.ts';
import {
  adminExamples,
  ID_VARIABLE,
  SANDBOX_VARIABLE,
  SERVER,
} from '../../packages/docs/src/pages/topics/admin-examples.ts';

export interface AdminCommand {
  title: string;
  command: string;
}

export function adminCommands(): AdminCommand[] {
  return adminOperationList().flatMap((entry) =>
    adminExamples(entry).map((command, index) => ({
      title: `${entry.method} ${entry.path}${index === 0 ? '' : ` (${index + 1})`}`,
      command,
    })),
  );
}

/** Runs a command and returns the status and the body of the response. */
export async function runAdminCommand(command: string): Promise<{ status: string; body: string }> {
  const mock = createMock();
  const { url: mockUrl } = await mock.listen({ port: 0 });
  const server = await createServer({ mockUrl: () => mockUrl });
  try {
    const { url } = await server.listen({ port: 0 });
    // The request is signed, because one of the commands examines a signature.
    await fetch(`${url}/__admin/try`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ api: 'cloudmonitor', json: [{ name: 'deploy', content: '1.4' }] }),
    });
    const [verdict] = await server.requests();
    const { id: sandbox } = await server.sandbox();
    const line = command
      .replaceAll(SERVER, url)
      .replaceAll(ID_VARIABLE, String(verdict?.id))
      .replaceAll(SANDBOX_VARIABLE, sandbox);
    return await run(`${line} -w '\\n%{http_code}'`);
  } finally {
    await server.close();
    await mock.close();
  }
}

async function run(line: string): Promise<{ status: string; body: string }> {
  // A stream never ends, so curl times out and exits with a code for that.
  const { stdout } = await promisify(execFile)('sh', ['-c', `${line} || true`]);
  const [, body = '', status = ''] = /^([\s\S]*)\n(\d+)$/.exec(stdout) ?? [];
  return { status, body };
}
