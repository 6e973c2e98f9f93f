/** Checks that Redocly's score for the usability of the contracts does not drop. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  apiNames,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
} from '@pushspec/contract';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'pushspec-score-'));
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = createRequire(join(import.meta.dirname, '../packages/contract/package.json')).resolve(
  '@redocly/cli/package.json',
);

/** Replaces `true` as a schema by the equivalent `{}`, because the scorer fails on `true`. */
function withoutBooleans(node: Json, isSchema = false): Json {
  if (node === true && isSchema) return {};
  if (Array.isArray(node)) return node.map((child) => withoutBooleans(child));
  if (!isObject(node)) return node;
  const members = Object.entries(node).map(([name, child]): [string, Json] => {
    if (name === 'properties' && isObject(child)) {
      const inner = Object.entries(child).map(([key, schema]) => [key, withoutBooleans(schema, true)]);
      return [name, Object.fromEntries(inner)];
    }
    return [name, withoutBooleans(child, ['items', 'schema', 'additionalProperties', 'not'].includes(name))];
  });
  return Object.fromEntries(members);
}

/** It counts a response that several operations share only once, so each operation gets a copy. */
function withOwnResponses(bundle: OpenApiDocument): OpenApiDocument {
  const document = structuredClone(bundle);
  for (const { operation } of operationsOf(document)) {
    const responses = Object.entries(operation.responses as JsonObject);
    operation.responses = Object.fromEntries(
      responses.map(([status, response]) => [status, resolveNode(document, response as JsonObject)]),
    );
  }
  return document;
}

/** Schemas that the operations of one API share cannot be counted apart. */
const DEPENDENCIES: Record<string, number> = { 'cloudmonitor-rpc': 0.8 };

async function scoreOf(api: (typeof apiNames)[number]) {
  const file = join(folder, `${api}.json`);
  writeFileSync(file, JSON.stringify(withoutBooleans(withOwnResponses(loadBundle(api, 'documented')))));
  const redocly = join(dirname(manifest), 'bin/cli.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [redocly, 'score', file, '--format', 'json'],
    {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  return JSON.parse(stdout) as { agentReadiness: number; subscores: Record<string, number> };
}

/** The current scores, rounded down. Simplicity depends on the vendors, whose schemas are deeply nested. */
const FLOORS: Record<string, number> = { blueking: 70, cloudmonitor: 80, 'cloudmonitor-rpc': 80, guance: 77 };

it.concurrent.each(apiNames)('the score of the contract of %s does not drop', async (api) => {
  const { agentReadiness, subscores } = await scoreOf(api);
  expect(agentReadiness).toBeGreaterThanOrEqual(FLOORS[api] ?? 100);
  expect(subscores).toMatchObject({ exampleCoverage: 1, errorClarity: 1 });
  expect(subscores.dependencyClarity).toBeGreaterThanOrEqual(DEPENDENCIES[api] ?? 1);
  expect(subscores.documentationQuality).toBeGreaterThan(0.9);
});
