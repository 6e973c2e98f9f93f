/** Runs programs that others wrote: accepted values arrive unchanged, and their users can understand a refusal. */
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import {
  acceptedCalls,
  expectedItems,
  refusalReasons,
  refusedItems,
  refusedKinds,
  trafficOf,
} from './expectations.ts';
import { install } from './installing.ts';
import type { Caller, Program, RefusalKind } from './program.ts';
import { programs, traffic } from './programs.ts';
import { type Found, readResults, recordVariable, resultOf, undated, writeResults } from './results.ts';
import { runProgram } from './running.ts';
import { isShown } from './shown.ts';

/** A part of a message that the server has not filled. */
const PLACEHOLDER = /\{\w+\}/;

const sourceOf = ({ name, folder = name }: Program) => join(import.meta.dirname, folder);
const found = new Map<Program, Found>();

/** Several programs may share a folder. */
const installations = new Map<string, ReturnType<typeof install>>();
for (const program of programs) {
  const source = sourceOf(program);
  const installing = installations.get(source) ?? install(program, source);
  // A test that needs it fails.
  installing.catch(() => {});
  installations.set(source, installing);
}

/** Returns an installed program and its results so far. Skips the test if this machine cannot have it. */
async function installed(program: Program, context: TestContext) {
  const installation = await installations.get(sourceOf(program));
  if (!installation) throw new Error(`${program.name} is not in the list`);
  if ('missing' in installation) return context.skip(installation.missing);
  const result = found.get(program) ?? { version: installation.version, refused: {} };
  found.set(program, result);
  return { run: { program, source: sourceOf(program), installed: installation.folder }, result };
}

const accepting = await createServer({
  config: Object.assign({}, ...Object.values(traffic).map(({ config }) => config)),
});
const { url: acceptingUrl } = await accepting.listen({ port: 0 });
afterAll(() => accepting.close());

/** Runs a program in a sandbox of the accepting server, and compares what has arrived. */
async function expectAccepted(program: Program, caller: Caller, context: TestContext): Promise<Found> {
  const { run, result } = await installed(program, context);
  const { variables, comparable } = trafficOf(program);
  const sandbox = await accepting.sandbox({ name: program.name });
  const { calls } = acceptedCalls(program);
  const { code, output } = await runProgram({
    ...{ ...run, url: acceptingUrl, calls },
    variables: variables(sandbox.config, caller, program.kind),
  });
  const verdicts = await sandbox.requests();
  const expected = expectedItems(program, calls);
  const { api, operation } = program;
  const accepted = { api, operation, outcome: 'accepted', status: 200, reasons: [] };
  expect(verdicts, output).toMatchObject(expected.map(() => accepted));
  const received = verdicts.map(({ items }) => items.map((item) => comparable(item.result ?? {}, program)));
  expect(received).toEqual(expected);
  expect(code, output).toBe(0);
  return result;
}

/** Starts a server that refuses for the given cause, or because of what the program sends. */
async function refusingServer(program: Program, kind: RefusalKind): Promise<PushServer> {
  const { api, config } = { ...program, ...trafficOf(program) };
  const server = await createServer({ config, logTo: { write: () => {} } });
  const [reason = ''] = refusalReasons(program, kind);
  const isFault = kind === 'throttled' || kind === 'server-error';
  if (isFault) server.fail({ api, reason, times: Number.MAX_SAFE_INTEGER });
  return server;
}

/** Returns the message in the response to a request, which has another name in each API. */
async function messageOf(url: string, id: string | undefined): Promise<string> {
  const response = await fetch(`${url}/__admin/requests/${id}`);
  const { answer } = (await response.json()) as { answer: { body: string } };
  const { message, msg, Message } = JSON.parse(answer.body) as Record<string, unknown>;
  return String(message ?? msg ?? Message);
}

describe.concurrent.for(programs)('$name ($operation)', (program) => {
  it('is accepted, and every value arrives as it was sent', async (context) => {
    const result = await expectAccepted(program, 'valid', context);
    result.sent = acceptedCalls(program).sent;
  });

  if (program.hasTemporaryKeys)
    it('is accepted with a temporary key', async (context) => {
      const result = await expectAccepted(program, 'temporary', context);
      result.temporaryKeys = Object.values(acceptedCalls(program).sent).reduce((sum, count) => sum + count);
    });

  it.for(refusedKinds(program))('shows its user the refusal %s', async (kind, context) => {
    const { run, result } = await installed(program, context);
    const server = await refusingServer(program, kind);
    try {
      const { url } = await server.listen({ port: 0 });
      const caller = kind === 'wrong-secret' || kind === 'unknown-key' ? kind : 'valid';
      const { code, output } = await runProgram({
        ...{ ...run, url, calls: [refusedItems(program, kind)] },
        variables: trafficOf(program).variables(developmentConfig, caller, program.kind),
      });
      const [verdict] = await server.requests();
      expect(verdict, output).toMatchObject({ outcome: 'rejected' });
      expect(refusalReasons(program, kind)).toContain(verdict?.reasons[0]?.code);
      const { shows, code: expectedCode = program.refusedCode ?? 1 } = program.refusals?.[kind] ?? {};
      const message = shows ?? (await messageOf(url, verdict?.id));
      expect(message).not.toMatch(PLACEHOLDER);
      expect(isShown(message, output), `${output}\ndoes not show: ${message}`).toBe(true);
      expect(code, output).toBe(expectedCode);
      result.refused[kind] = { code: expectedCode, ...(shows !== undefined && { shows }) };
    } finally {
      await server.close();
    }
  });
});

describe('the recorded results', () => {
  it('are those of this run, dates aside', () => {
    const date = new Date().toISOString().slice(0, 10);
    const results = Object.fromEntries(
      [...found].flatMap(([program, each]) => {
        const result = resultOf(program, each, refusedKinds(program), date);
        return result ? [[program.name, result]] : [];
      }),
    );
    const names = programs.map(({ name }) => name);
    if (process.env[recordVariable] !== undefined) writeResults(results, names);
    const recorded = readResults();
    const compared = Object.fromEntries(Object.keys(results).map((name) => [name, recorded[name]]));
    expect(undated(results)).toEqual(undated(compared));
    expect(Object.keys(recorded)).toEqual(names);
  });
});
