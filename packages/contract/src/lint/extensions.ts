/** Every extension is one of spec/extensions.schema.json, stands where it may, and matches its schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, type JsonObject, operationsOf } from '../document.ts';
import { root } from '../generate/vendors.ts';
import { allSchemas, type Place, parametersOf } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const schema = JSON.parse(readFileSync(join(root, 'spec/extensions.schema.json'), 'utf8')) as JsonObject;
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
ajv.addSchema(schema, 'extensions');

type Kind = 'document' | 'info' | 'operation' | 'node' | 'server' | 'tag';

export const extensions: BundleRule = ({ document }, report) => {
  const check = (kind: Kind, { pointer, node }: Place) => {
    const given = Object.fromEntries(Object.entries(node).filter(([name]) => name.startsWith('x-')));
    const definition = (schema.$defs as JsonObject)[kind] as JsonObject;
    const known = isObject(definition.properties) ? Object.keys(definition.properties) : [];
    for (const name of Object.keys(given).filter((candidate) => !known.includes(candidate))) {
      report(pointer, `${name} is not an extension of ${kind}: spec/extensions.schema.json lists them`);
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
  for (const place of [...allSchemas(document), ...parametersOf(document)]) check('node', place);
  for (const kind of ['servers', 'tags'] as const) {
    const list = Array.isArray(document[kind]) ? document[kind] : [];
    list.filter(isObject).forEach((node, index) => {
      check(kind === 'servers' ? 'server' : 'tag', { pointer: `/${kind}/${index}`, node });
    });
  }
};
