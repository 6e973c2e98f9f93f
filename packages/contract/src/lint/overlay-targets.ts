/** Checks that every overlay action matches something when it runs. Redocly ignores actions that do not. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { languages, profiles } from '../bundle.ts';
import type { JsonObject } from '../document.ts';
import { overlaysOf, readApis, root } from '../generate/apis.ts';
import { applyAction, type OverlayAction } from './overlay.ts';
import type { Problem } from './problem.ts';

/** Returns the overlay actions that match nothing, in any profile and language. */
export function overlayTargets(): Problem[] {
  const problems = new Map<string, Problem>();
  for (const source of readApis()) {
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
              message: `${action.target} matches nothing: correct or remove the action`,
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
