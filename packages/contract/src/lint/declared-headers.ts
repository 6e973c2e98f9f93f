/**
 * No header parameter that OpenAPI says to ignore, none that differs from another in letter case only, and none that is
 * sent with one that is not declared.
 */
import { isObject } from '../document.ts';
import { parametersOf } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const IGNORED = ['accept', 'content-type', 'authorization'];

export const declaredHeaders: BundleRule = ({ document }, report) => {
  const seen = new Set<string>();
  const declared = parametersOf(document).filter(({ node }) => node.in === 'header');
  for (const { pointer, node } of declared) {
    const companion = node['x-sent-with'];
    if (isObject(companion) && !declared.some((other) => other.node.name === companion.header)) {
      report(pointer, `${node.name} is sent with ${companion.header}, which is not declared`);
    }
    const name = String(node.name).toLowerCase();
    if (IGNORED.includes(name)) report(pointer, `OpenAPI ignores a header parameter called ${node.name}`);
    if (seen.has(name)) report(pointer, `${node.name} is declared twice`);
    seen.add(name);
  }
};
