/**
 * Checks that every operation defines success by a schema with fixed values, that the example of success has these values,
 * and that examples of failures with the same status do not.
 */

import { type Json, type JsonObject, operationsOf, resolveNode, valueAt } from '../document.ts';
import { type Acceptance, acceptanceOf } from '../model/acceptance.ts';
import type { BundleRule } from './problem.ts';

export const acceptance: BundleRule = ({ document }, report) => {
  const hidden = Object.entries(document['x-reasons'])
    .filter(([, { outcome, status }]) => outcome === 'rejected' && status === undefined)
    .map(([code]) => code);
  for (const { operation, pointer } of operationsOf(document)) {
    try {
      const found = acceptanceOf(document, operation);
      const location = `${pointer}/responses/${found.status}`;
      const responses = operation.responses as JsonObject;
      const { content } = resolveNode(document, responses[String(found.status)] as JsonObject);
      const [media] = Object.values(content as JsonObject);
      const exampleOf = (name: string) => valueAt(media, `/examples/${name}/value`);
      checkAccepted(found, exampleOf('accepted'), (message) => report(location, message));
      for (const code of hidden) {
        const example = exampleOf(code);
        if (example === undefined) report(location, `reason ${code} has no example`);
        else if (differing(found, example).length === 0)
          report(location, `the example ${code} has the values of a success`);
      }
    } catch (error) {
      report(`${pointer}/responses`, (error as Error).message);
    }
  }
};

function checkAccepted(
  found: Acceptance,
  example: Json | undefined,
  report: (message: string) => void,
): void {
  for (const [pointer, value] of differing(found, example))
    report(`the example accepted must have ${JSON.stringify(value)} at ${pointer}`);
}

/** Returns the values of a success that the example does not have. */
function differing({ values }: Acceptance, example: Json | undefined): [pointer: string, value: Json][] {
  return Object.entries(values).filter(([pointer, value]) => valueAt(example, pointer) !== value);
}
