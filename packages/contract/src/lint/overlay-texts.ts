/** The texts of receiver overlays, which tables of differences show, are there in both languages. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { JsonObject } from '../document.ts';
import { readVendors, root } from '../generate/vendors.ts';
import type { Problem } from './problem.ts';

export function overlayTexts(): Problem[] {
  return readVendors().flatMap(({ contract }) => {
    const file = contract.replace('openapi.yaml', 'receiver.overlay.yaml');
    if (!existsSync(join(root, file))) return [];
    const { info, actions } = parse(readFileSync(join(root, file), 'utf8')) as OverlayTexts;
    return untranslatedOverlay({ info, actions }).map(([where, message]) => ({
      rule: 'overlay-texts',
      where: `${file} ${where}`,
      message,
    }));
  });
}

export interface OverlayTexts {
  info: JsonObject;
  actions: readonly JsonObject[];
}

/** What is wrong, as place and message. */
export function untranslatedOverlay({ info, actions }: OverlayTexts): [where: string, message: string][] {
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
    if (node[name] === undefined) return [[where, `x-${name}-zh-CN translates no ${name}`]];
    const isChinese = typeof chinese === 'string' && /\p{Script=Han}/u.test(chinese);
    return isChinese ? [] : [[where, `the ${name} has no Chinese text: add x-${name}-zh-CN`]];
  });
}
