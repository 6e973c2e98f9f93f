/** Compiles schemas of a document, once per document and only when they are needed. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject, OpenApiDocument } from '../document.ts';

/** Returns a validator, and compiles it on the first call. */
export type LazyValidator = () => ValidateFunction;

interface Validators {
  firstError: Ajv2020;
  allErrors: Ajv2020;
}

const byDocument = new WeakMap<OpenApiDocument, Validators>();

function validatorsOf(document: OpenApiDocument): Validators {
  let validators = byDocument.get(document);
  if (!validators) {
    const make = (allErrors: boolean) => {
      const ajv = new Ajv2020({
        ...{ allErrors, verbose: true, inlineRefs: false, strict: false },
        // The server validates the same way: 1e400, which JSON.parse turns into Infinity, is not a number.
        strictNumbers: true,
      });
      addFormats.default(ajv, { mode: 'full' });
      return ajv.addSchema(document, 'contract');
    };
    validators = { firstError: make(false), allErrors: make(true) };
    byDocument.set(document, validators);
  }
  return validators;
}

/** Compiles the schema at a JSON pointer of the document. */
export function compiledPointer(
  document: OpenApiDocument,
  pointer: string,
  errors: keyof Validators,
): LazyValidator {
  return lazy(() => {
    const path = pointer.split('/').map(encodeURIComponent).join('/');
    return validatorsOf(document)[errors].compile({ $ref: `contract#${path}` });
  });
}

/** Compiles a schema that is not part of the document. */
export function compiledSchema(document: OpenApiDocument, schema: JsonObject): LazyValidator {
  return lazy(() => validatorsOf(document).allErrors.compile(schema));
}

function lazy(compile: () => ValidateFunction): LazyValidator {
  let validator: ValidateFunction | undefined;
  return () => {
    validator ??= compile();
    return validator;
  };
}
