/** Starts a listener, and explains why it could not start. */
import { CommandFailure, EXIT } from './failure.ts';
import { typedOption } from './typed-as.ts';

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

/** An error of the system, or of the server, which names the configuration properties to set. */
interface ListenError extends NodeJS.ErrnoException {
  readonly properties?: readonly string[];
}

/** Starts listening. Rejects with a `CommandFailure` that names the option to change. */
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
    const { code, message, properties } = cause as ListenError;
    const name = host ?? '127.0.0.1';
    if (code === 'EADDRINUSE') {
      throw new CommandFailure(
        EXIT.usage,
        `port ${port} is in use: choose another one with ${typedOption(option)} (0 picks a free port)`,
        { cause },
      );
    }
    if (code === 'EACCES')
      throw new CommandFailure(
        EXIT.usage,
        `port ${port} requires elevated privileges: choose another one with ${typedOption(option)}`,
        { cause },
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CommandFailure(
        EXIT.usage,
        `this machine does not have the address ${name}: choose another one with ${typedOption('--host')}`,
        { cause },
      );
    }
    if (code === 'DEVELOPMENT_CREDENTIALS') {
      throw new CommandFailure(
        EXIT.usage,
        `the development credentials are public: set your own ${properties?.join(', ')} with ${typedOption('--config')} before you listen on ${name}, or use \`--allow-development-credentials\` if nobody else can reach it`,
        { cause },
      );
    }
    throw new CommandFailure(EXIT.usage, message, { cause });
  }
}

/** Returns a URL that works on this machine for a server that listens on all addresses. */
export function reachableUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
