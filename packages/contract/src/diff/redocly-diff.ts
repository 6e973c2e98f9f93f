/** What Redocly's own comparison makes of two contracts. It sees OpenAPI and JSON Schema, and no extension. */
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

/** Without these rules every change would be a patch. */
const CONFIG = 'telemetry: off\nextends: [diff-recommended]\n';

/**
 * The changes that Redocly takes for more than a patch; smaller ones are seen by our own comparison.
 * It does not turn around inside of `not`: a name more that is refused is a patch to it, and one less is major.
 * So what stands there is left to ours as well.
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
      .filter(isUpright);
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

const isUpright = ({ from, to }: Change) => !/\/not(\/|$)/.test(from ?? to ?? '');
