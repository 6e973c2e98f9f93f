/** Redocly's score of the contracts: how easily people and programs get on with them. It may not fall. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { isObject, type Json, loadBundle, vendors } from '@pushspec/contract';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'pushspec-score-'));
afterAll(() => rmSync(folder, { recursive: true }));

const manifest = createRequire(join(import.meta.dirname, '../packages/contract/package.json')).resolve(
  '@redocly/cli/package.json',
);

/** It falls over a schema that is `true`; the empty one means the same. */
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

async function scoreOf(vendor: (typeof vendors)[number]) {
  const file = join(folder, `${vendor}.json`);
  writeFileSync(file, JSON.stringify(withoutBooleans(loadBundle(vendor, 'documented'))));
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

/** What each has today, rounded down. Simplicity is the vendor's matter: their schemas are as deep as they are. */
const FLOORS: Record<string, number> = { blueking: 70, cloudmonitor: 80, guance: 77 };

it.concurrent.each(vendors)('the contract of %s scores no less than it did', async (vendor) => {
  const { agentReadiness, subscores } = await scoreOf(vendor);
  expect(agentReadiness).toBeGreaterThanOrEqual(FLOORS[vendor] ?? 100);
  expect(subscores).toMatchObject({ exampleCoverage: 1, errorClarity: 1, dependencyClarity: 1 });
  expect(subscores.documentationQuality).toBeGreaterThan(0.9);
});
