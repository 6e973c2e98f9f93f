/** Checks that the strings of receiver overlays, which tables of differences show, exist in both languages. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { strayChineseSpace } from '../chinese-lines.ts';
import type { JsonObject } from '../document.ts';
import { readApis, root } from '../generate/apis.ts';
import type { Problem } from './problem.ts';

/** Returns the translation problems of all receiver overlays. */
export function overlayStrings(): Problem[] {
  return readApis().flatMap(({ contract }) => {
    const file = contract.replace('openapi.yaml', 'receiver.overlay.yaml');
    if (!existsSync(join(root, file))) return [];
    const { info, actions } = parse(readFileSync(join(root, file), 'utf8')) as OverlayStrings;
    return untranslatedOverlay({ info, actions }).map(([where, message]) => ({
      rule: 'overlay-strings',
      where: `${file} ${where}`,
      message,
    }));
  });
}

export interface OverlayStrings {
  info: JsonObject;
  actions: readonly JsonObject[];
}

/** Returns the problems of one overlay, as location and message. */
export function untranslatedOverlay({ info, actions }: OverlayStrings): [where: string, message: string][] {
  const nodes: [string, JsonObject, string][] = [
    ['info', info, 'title'],
    ...actions.map((action, index): [string, JsonObject, string] => [
      `action ${index + 1}`,
      action,
      'description',
    ]),
  ];
  return nodes.flatMap(([where, node, name]): [string, string][] => {
    const chinese = node[`x-${name}-zh-CN`];
    if (node[name] === undefined && chinese === undefined) return [];
    if (node[name] === undefined) return [[where, `x-${name}-zh-CN has no English original: add ${name}`]];
    const isChinese = typeof chinese === 'string' && /\p{Script=Han}/u.test(chinese);
    if (!isChinese) return [[where, `${name} has no Chinese translation: add x-${name}-zh-CN`]];
    const stray = strayChineseSpace(chinese);
    return stray === undefined
      ? []
      : [[where, `"${stray}" has a space that Chinese does not have: remove it`]];
  });
}
