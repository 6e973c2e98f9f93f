/** Every action of every overlay matches something when its turn comes; Redocly says nothing when it does not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { languages, profiles } from '../bundle.ts';
import type { JsonObject } from '../document.ts';
import { overlaysOf, readVendors, root } from '../generate/vendors.ts';
import { applyAction, type OverlayAction } from './overlay.ts';
import type { Problem } from './problem.ts';

export function overlayTargets(): Problem[] {
  const problems = new Map<string, Problem>();
  for (const source of readVendors()) {
    for (const profile of profiles) {
      for (const language of languages) {
        const document = readYaml(source.contract) as JsonObject;
        for (const overlay of overlaysOf(source, profile, language)) {
          const { actions } = readYaml(overlay) as { actions: OverlayAction[] };
          for (const [index, action] of actions.entries()) {
            if (applyAction(document, action) > 0) continue;
            const where = `${overlay} action ${index + 1} (${profile})`;
            problems.set(where, {
              rule: 'overlay-targets',
              where,
              message: `${action.target} matches nothing`,
            });
          }
        }
      }
    }
  }
  return [...problems.values()];
}

function readYaml(file: string): unknown {
  return parse(readFileSync(join(root, file), 'utf8'));
}
