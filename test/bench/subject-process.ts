/** A subject in a process of its own. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface Usage {
  /** CPU time of the process so far, user and system, in microseconds. */
  cpu: number;
  rss: number;
}

export interface SubjectProcess {
  port: number;
  usage(): Promise<Usage>;
  end(): Promise<void>;
}

export async function startSubject(name: string, args: string[] = []): Promise<SubjectProcess> {
  const child = fork(join(import.meta.dirname, 'subjects', `${name}.ts`), args);
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
