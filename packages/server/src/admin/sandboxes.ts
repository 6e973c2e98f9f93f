/** `/__admin/sandboxes`: creates, lists and deletes the sandboxes of a shared server. */
import type { Express } from 'express';
import type { Sandbox, SandboxOptions } from '../sandboxes/sandbox.ts';
import { TooManySandboxesError } from '../sandboxes/sandboxes.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

export function addSandboxes(app: Express, context: AdminContext): void {
  const { sandboxes } = context;
  app.get('/__admin/sandboxes', async (_, response) => {
    response.json({
      sandboxes: await Promise.all(sandboxes.list().map((sandbox) => shown(context, sandbox))),
    });
  });
  app.post('/__admin/sandboxes', async (request, response) => {
    const options = (request.body ?? {}) as SandboxOptions;
    const { facts, config } = await sandboxes.open(options).catch((error: Error) => {
      if (!(error instanceof TooManySandboxesError)) throw error;
      throw new AdminError(HTTP.unavailable, error.message);
    });
    // This is the only response with secrets, because the caller must send them.
    response.status(HTTP.created).json({ ...facts, config });
  });
  app.delete('/__admin/sandboxes/:id', async (request, response) => {
    const { id } = request.params;
    if (!(await sandboxes.close(id))) throw noSandbox(id);
    response.json({ ok: true });
  });
}

const MAX_SHOWN_ID = 40;

/** Returns the error for a sandbox that is not open. */
export function noSandbox(id: string): AdminError {
  const shownId = JSON.stringify(id.slice(0, MAX_SHOWN_ID));
  return new AdminError(
    HTTP.notFound,
    `there is no sandbox ${shownId}: it expired, was deleted, or never existed. GET /__admin/sandboxes lists the open ones; POST /__admin/sandboxes creates one`,
  );
}

async function shown({ masking }: AdminContext, { facts, realm }: Sandbox) {
  const { name, ...others } = facts;
  return {
    ...others,
    ...(name !== undefined && { name: masking.mask(name) }),
    requests: (await realm.store.counts()).kept,
  };
}
