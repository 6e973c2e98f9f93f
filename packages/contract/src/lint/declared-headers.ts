/**
 * Checks header parameters: OpenAPI must not ignore them, names must be unique regardless of letter case, and a header in
 * `x-sent-with` must be declared.
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
      report(
        pointer,
        `${node.name} is sent with the header ${companion.header}, which is not declared: add it to the parameters`,
      );
    }
    const name = String(node.name).toLowerCase();
    if (IGNORED.includes(name))
      report(pointer, `OpenAPI ignores header parameters named ${node.name}: remove this one`);
    const key = `${pointer.split('/parameters/')[0]} ${name}`;
    if (seen.has(key)) report(pointer, `${node.name} is declared twice: remove one of them`);
    seen.add(key);
  }
};
