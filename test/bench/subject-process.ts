/** Starts a subject in a separate process. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Usage {
  /** User and system CPU time of the process so far, in microseconds. */
  cpu: number;
  rss: number;
}

export interface SubjectProcess {
  port: number;
  usage(): Promise<Usage>;
  end(): Promise<void>;
}

/** Starts a subject of this checkout, or of the one in `folder`. */
export async function startSubject(
  name: string,
  args: string[] = [],
  folder = join(import.meta.dirname, '..', '..'),
): Promise<SubjectProcess> {
  const child = fork(join(folder, 'test', 'bench', 'subjects', `${name}.ts`), args);
  const answer = <T>() =>
    new Promise<T>((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${name} has ended with ${code}`));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        resolve(message as T);
      });
    });
  const { port } = await answer<{ port: number }>();
  return {
    port,
    usage() {
      const usage = answer<Usage>();
      child.send('usage');
      return usage;
    },
    end: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}
