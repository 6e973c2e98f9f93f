/** Compares two contracts with Redocly, which knows OpenAPI and JSON Schema but not our extensions. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json, OpenApiDocument } from '../document.ts';
import { redocly } from '../generate/redocly.ts';
import type { Change } from './change.ts';
import type { Grade } from './effects.ts';

interface Side {
  pointer: string;
  value?: Json;
}

interface RedoclyChange {
  typeName: string;
  kind: string;
  impact: Grade;
  verdicts: { ruleId: string; impact: Grade }[];
  base?: Side;
  revision?: Side;
}

/** Without these rules, Redocly grades every change as a patch. */
const CONFIG = 'telemetry: off\nextends: [diff-recommended]\n';

/**
 * Returns the changes that Redocly grades above a patch. Our own comparison finds the smaller ones.
 * Changes inside of `not` are left to our comparison too, because Redocly reverses their grades:
 * refusing one more name is a patch, and refusing one less is major.
 */
export async function redoclyDiff(old: OpenApiDocument, revised: OpenApiDocument): Promise<Change[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-diff-'));
  const file = (name: string) => join(folder, name);
  try {
    writeFileSync(file('redocly.yaml'), CONFIG);
    writeFileSync(file('old.json'), JSON.stringify(old));
    writeFileSync(file('new.json'), JSON.stringify(revised));
    const output = ['--format', 'json', '--output', file('report.json'), '--fail-on', 'none'];
    await redocly('diff', file('old.json'), file('new.json'), '--config', file('redocly.yaml'), ...output);
    const { changes } = JSON.parse(readFileSync(file('report.json'), 'utf8')) as { changes: RedoclyChange[] };
    return changes
      .filter(({ impact }) => impact !== 'patch' && impact !== 'none')
      .map(toChange)
      .filter(isOutsideNot);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function toChange({ typeName, kind, impact, verdicts, base, revision }: RedoclyChange): Change {
  const [verdict] = verdicts.filter((one) => one.impact === impact);
  const pointer = (side: Side) => decodeURIComponent(side.pointer.replace(/^#/, ''));
  return {
    grade: impact,
    rule: `redocly:${verdict?.ruleId ?? `${typeName.toLowerCase()}-${kind}`}`,
    ...(base && { from: pointer(base), ...(base.value !== undefined && { old: base.value }) }),
    ...(revision && { to: pointer(revision), ...(revision.value !== undefined && { new: revision.value }) }),
  };
}

const isOutsideNot = ({ from, to }: Change) => !/\/not(\/|$)/.test(from ?? to ?? '');
