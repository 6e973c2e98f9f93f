/** Starts what listens. */
import { CommandFailure, EXIT } from './failure.ts';

interface Listener<Listening> {
  listen(options: Omit<ListenTarget, 'option'>): Promise<Listening>;
}

export interface ListenTarget {
  port: number;
  host?: string;
  allowDevelopmentCredentials?: boolean | undefined;
  /** Name of the option that changes the port. */
  option: string;
}

/** Of the system, or of the server, which names the members of the configuration. */
interface ListenError extends NodeJS.ErrnoException {
  readonly members?: readonly string[];
}

/** Listens, or fails with a line that names the option to change. */
export async function listenOn<Listening>(
  listener: Listener<Listening>,
  { port, host, allowDevelopmentCredentials, option }: ListenTarget,
): Promise<Listening> {
  try {
    return await listener.listen({
      port,
      ...(host !== undefined && { host }),
      ...(allowDevelopmentCredentials && { allowDevelopmentCredentials }),
    });
  } catch (cause) {
    const { code, message, members } = cause as ListenError;
    const name = host ?? '127.0.0.1';
    if (code === 'EADDRINUSE') {
      throw new CommandFailure(
        EXIT.usage,
        `port ${port} is taken: choose another one with ${option} (0 takes a free one)`,
        { cause },
      );
    }
    if (code === 'EACCES')
      throw new CommandFailure(
        EXIT.usage,
        `port ${port} needs more rights: choose another one with ${option}`,
        { cause },
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CommandFailure(
        EXIT.usage,
        `this machine has no address ${name}: choose another one with --host`,
        { cause },
      );
    }
    if (code === 'DEVELOPMENT_CREDENTIALS') {
      throw new CommandFailure(
        EXIT.usage,
        `the development credentials are public: give your own ${members?.join(', ')} with --config before listening on ${name}; where nobody else reaches it, --allow-development-credentials`,
        { cause },
      );
    }
    throw new CommandFailure(EXIT.usage, message, { cause });
  }
}

/** The address to paste: one that listens on all addresses is reached at this machine's own. */
export function pasted(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
