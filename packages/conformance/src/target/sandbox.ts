/** Opens a sandbox of the reference server, so that a run does not affect others who use that server. */
import { type Config, isObject, parseConfig } from '@pushspec/contract';
import { parsedJson } from '../contract/violation.ts';
import type { Admin } from './admin.ts';
import type { Wire } from './wire.ts';

/** Request header that names the sandbox of a request without any of its credentials. */
const SANDBOX_HEADER = 'X-Pushspec-Sandbox';

/** Longer than a run may take. The sandbox of a killed run expires. */
const TTL_SECONDS = 2 * 60 * 60;

/** A sandbox with its credentials. */
export interface OpenedSandbox {
  readonly id: string;
  readonly config: Config;
}

/** Thrown if the endpoint refuses to open a sandbox, for example without a token. The message says why. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Opens a sandbox. Rejects with {@link SandboxError}. */
export async function openSandbox(admin: Admin): Promise<OpenedSandbox> {
  const options = { name: 'pushspec verify', ttlSeconds: TTL_SECONDS };
  const { status, body } = await admin.request('POST', '/sandboxes', options);
  const opened = parsedJson(body);
  if (status === 201 && isObject(opened) && typeof opened.id === 'string')
    return { id: opened.id, config: parseConfig(opened.config) };
  const error = isObject(opened) && typeof opened.error === 'string' ? opened.error : `status ${status}`;
  throw new SandboxError(status, `the server did not open a sandbox for the run: ${error}`);
}

/** Returns a wire on which every request belongs to the sandbox, even one without known credentials. */
export function inSandbox(wire: Wire, id: string): Wire {
  return {
    ...wire,
    send: (request) => wire.send({ ...request, headers: { ...request.headers, [SANDBOX_HEADER]: id } }),
  };
}
