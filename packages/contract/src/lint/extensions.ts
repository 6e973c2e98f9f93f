/** Checks that every extension is listed in spec/extensions.schema.json, is allowed at its location, and matches its schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, type JsonObject, operationsOf } from '../document.ts';
import { root } from '../generate/apis.ts';
import { allSchemas, type LocatedNode, parametersOf } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const schema = JSON.parse(readFileSync(join(root, 'spec/extensions.schema.json'), 'utf8')) as JsonObject;
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(schema, 'extensions');

type Kind = 'document' | 'info' | 'operation' | 'node' | 'server' | 'tag';

export const extensions: BundleRule = ({ document }, report) => {
  const check = (kind: Kind, { pointer, node }: LocatedNode) => {
    const given = Object.fromEntries(Object.entries(node).filter(([name]) => name.startsWith('x-')));
    const definition = (schema.$defs as JsonObject)[kind] as JsonObject;
    const known = isObject(definition.properties) ? Object.keys(definition.properties) : [];
    for (const name of Object.keys(given).filter((candidate) => !known.includes(candidate))) {
      report(
        pointer,
        `${name} is not an extension of ${kind}: use one that spec/extensions.schema.json lists`,
      );
    }
    const validate = ajv.getSchema(`extensions#/$defs/${kind}`);
    if (validate && !validate(given)) {
      for (const error of validate.errors ?? [])
        report(`${pointer}${error.instancePath}`, String(error.message));
    }
  };
  check('document', { pointer: '', node: document });
  check('info', { pointer: '/info', node: document.info });
  for (const { pointer, operation } of operationsOf(document))
    check('operation', { pointer, node: operation });
  for (const located of [...allSchemas(document), ...parametersOf(document)]) check('node', located);
  for (const kind of ['servers', 'tags'] as const) {
    const list = Array.isArray(document[kind]) ? document[kind] : [];
    list.filter(isObject).forEach((node, index) => {
      check(kind === 'servers' ? 'server' : 'tag', { pointer: `/${kind}/${index}`, node });
    });
  }
};
