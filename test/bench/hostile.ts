/** Measures how long the server takes for one hostile request of the maximum size. See README.md. */
import { limits } from '@pushspec/contract/guance';
import { createServer } from '@pushspec/server';

const ROUNDS = 6;
const { maxBodyBytes } = limits.pushEvent;

/** Returns a body close to the size limit. */
const bodyOf = (title: string, count: number, piece: (index: number) => object) =>
  JSON.stringify({
    event: Object.assign({ status: 'ok', title }, ...Array.from({ length: count }, (_, i) => piece(i))),
  });

const subjects: Readonly<Record<string, string>> = {
  'a body of backslashes and percent signs': bodyOf(
    '\\%25'.repeat(Math.floor(maxBodyBytes / 6)),
    0,
    () => ({}),
  ),
  'a body with thousands of wrong fields': bodyOf('t', Math.floor(maxBodyBytes / 16), (index) => ({
    [`df_${index}`]: 'x',
  })),
};

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

for (const [name, body] of Object.entries(subjects)) {
  const server = await createServer();
  const { url } = await server.listen({ port: 0 });
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const pushed: number[] = [];
  const shown: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    pushed.push(
      await milliseconds(async () => {
        const response = await fetch(`${url}/api/v1/push-events/secret_dev/datakit/push`, options);
        await response.text();
      }),
    );
    const [verdict] = await server.requests({ limit: 1 });
    shown.push(
      await milliseconds(async () => {
        const record = await fetch(`${url}/__admin/requests/${verdict?.id}`);
        await record.text();
      }),
    );
  }
  await server.close();
  const fastest = (times: readonly number[]) => Math.min(...times).toFixed(0);
  console.log(
    `${name} (${body.length} bytes): response after ${fastest(pushed)} ms, record after ${fastest(shown)} ms`,
  );
}
