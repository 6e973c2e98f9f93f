/** Compares the contract and the server with responses recorded from BlueKing's receiver. */
import { readFileSync } from 'node:fs';
import { loadContract, type Problem, runScenarios, type Scenario, type Target } from '@pushspec/conformance';
import { type Config, developmentConfig } from '@pushspec/contract';
import { limits } from '@pushspec/contract/blueking';
import { expect, it } from 'vitest';
import { runningServer, send } from './running-server.fixture.ts';

interface Exchange {
  readonly name: string;
  readonly request: { method: string; headers: Record<string, string>; body?: string };
  readonly status: number;
  readonly body: string;
  /** The contract's code for the refusal. Absent for an accepted request. */
  readonly reason?: string;
}

const recording: {
  readonly clock: string;
  readonly dataIds: Config['blueking']['dataIds'];
  readonly exchanges: readonly Exchange[];
} = JSON.parse(readFileSync(new URL('../recorded/bk-collector.json', import.meta.url), 'utf8'));
const { dataIds, exchanges } = recording;
const contract = loadContract('blueking', 'receiver');
const { path } = limits.pushCustomReport;

/** The recorded data id that its receiver always refused is not in the configuration. */
const BLOCKED = 'rate-limited';

const scenarioOf = ({ name, request, reason = 'accepted' }: Exchange): Scenario => ({
  ...{ id: `blueking/${name}`, api: 'blueking', file: 'test/recorded/bk-collector.json', summary: name },
  ...{ operation: 'pushCustomReport', profiles: ['receiver'], given: {}, expect: {}, except: {} },
  reason,
  raw: { ...request, headers: { 'Content-Type': null, ...request.headers } },
});

/** Runs exchanges as `verify` does, against a target that gives the responses of `responseTo`. */
async function problemsOf(
  played: readonly Exchange[],
  responseTo: (exchange: Exchange) => Pick<Exchange, 'status' | 'body'>,
): Promise<readonly Problem[]> {
  const target: Target = {
    ...{ name: 'recording', profile: 'receiver', hasFrozenClock: false },
    config: { ...developmentConfig, blueking: { ...developmentConfig.blueking, dataIds } },
    now: () => Date.parse(recording.clock),
    async send({ method, body }) {
      const exchange = played.find(
        ({ request }) => request.method === method && (request.body ?? '') === (body?.toString() ?? ''),
      );
      if (!exchange) throw new Error('nothing was recorded for this request');
      const { status, body: text } = responseTo(exchange);
      return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.from(text) };
    },
  };
  const { results } = await runScenarios({
    scenarios: played.map(scenarioOf),
    target,
    contracts: [contract],
  });
  expect(results.map(({ outcome }) => outcome)).not.toContain('skipped');
  return results.flatMap(({ problems }) => problems);
}

const playable = exchanges.filter(({ name }) => name !== BLOCKED);

it('verify passes the recorded responses of the receiver', async () => {
  expect(await problemsOf(playable, (exchange) => exchange)).toEqual([]);
});

/** Returns the recorded response with another message. */
const reworded = (change: (message: string) => string) => (exchange: Exchange) => {
  const { message, ...others } = JSON.parse(exchange.body);
  return { status: exchange.status, body: JSON.stringify({ ...others, message: change(message) }) };
};

const withFixedPart = playable.filter(({ reason = '' }) => contract.reasons[reason]?.contains !== undefined);

it('verify passes another excerpt after the fixed part of a message', async () => {
  expect(withFixedPart.map(({ name }) => name)).toEqual(['bad-json', 'array-body', 'data-id-string']);
  const other = reworded((message) =>
    message.replace(/at index \d+(.*)/s, 'at index 99: other words\n\t...'),
  );
  expect(await problemsOf(withFixedPart, other)).toEqual([]);
});

it('verify fails another beginning of such a message', async () => {
  const other = reworded((message) => message.replace(/Syntax|Mismatch/, 'Some'));
  expect((await problemsOf(withFixedPart, other)).map(({ what }) => what)).toEqual(
    withFixedPart.map(() => 'body /message'),
  );
});

it.each(playable)('the server responds as the receiver did: $name', async (exchange) => {
  const { request, status, body, reason } = exchange;
  const server = await runningServer({
    profile: 'receiver',
    config: { blueking: { dataIds } },
    clock: () => Date.parse(recording.clock),
  });
  const response = await send(server.url, { ...request, path });
  const got = JSON.parse(response.text);
  const recorded = JSON.parse(body);
  expect(response.status).toBe(status);
  expect((await server.requests())[0]?.reasons[0]?.code).toBe(reason);
  const { contains } = contract.reasons[reason ?? ''] ?? {};
  if (contains === undefined) expect(response.text).toBe(body);
  else expect({ ...got, message: '' }).toEqual({ ...recorded, message: '' });
});
