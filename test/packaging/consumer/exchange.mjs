/** Sends through clients and reporters, and returns the results. It runs in every runtime. */
import { createReporter } from '@pushspec/client/reporter';

/** Resolves to the relevant fields of the error. */
const failureOf = (sending) =>
  sending.then(
    () => 'accepted',
    ({ name, kind, reason, mayHaveArrived }) => ({ name, kind, reason, mayHaveArrived }),
  );

async function reported(client, event) {
  const outcomes = [];
  const reporter = createReporter(client, { onOutcome: ({ end }) => outcomes.push(end) });
  for (let count = 0; count < 3; count++) reporter.push(event);
  await reporter.close();
  return outcomes;
}

/** @param closedUrl An address without a listener */
export async function exchange(apis, { baseUrl, closedUrl }) {
  const results = {};
  for (const { create, validate, good, bad } of apis) {
    const client = create(baseUrl);
    results[client.api] = {
      isValid: [validate(good).valid, validate(bad).valid],
      status: (await client.send(good)).status,
      reported: await reported(client, good),
      refused: await failureOf(client.send(bad)),
      unconnected: await failureOf(create(closedUrl).send(good)),
    };
  }
  return results;
}
