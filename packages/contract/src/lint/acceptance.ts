/**
 * Every operation says what a success is, by a schema whose members have one value, and its example has these values.
 * A failure that comes with the same status has an example too, which has not.
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
      const place = `${pointer}/responses/${found.status}`;
      const responses = operation.responses as JsonObject;
      const { content } = resolveNode(document, responses[String(found.status)] as JsonObject);
      const [media] = Object.values(content as JsonObject);
      const exampleOf = (name: string) => valueAt(media, `/examples/${name}/value`);
      checkAccepted(found, exampleOf('accepted'), (message) => report(place, message));
      for (const code of hidden) {
        const example = exampleOf(code);
        if (example === undefined) report(place, `no example ${code}`);
        else if (differing(found, example).length === 0)
          report(place, `the example ${code} is that of a success`);
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
    report(`the example accepted has not ${JSON.stringify(value)} at ${pointer}`);
}

/** The members that decide and have another value here. */
function differing({ members }: Acceptance, example: Json | undefined): [pointer: string, value: Json][] {
  return Object.entries(members).filter(([pointer, value]) => valueAt(example, pointer) !== value);
}
