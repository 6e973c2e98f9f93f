/** Every operation says what a success is, by a schema whose members have one value, and its example has these values. */
import { type Acceptance, acceptanceOf } from '../acceptance.ts';
import { type JsonObject, type OperationEntry, operationsOf, resolveNode, valueAt } from '../document.ts';
import type { BundleRule, LintTarget } from './problem.ts';

export const acceptance: BundleRule = ({ document }, report) => {
  for (const entry of operationsOf(document)) {
    try {
      const found = acceptanceOf(document, entry.operation);
      const example = acceptedExample(document, entry, found);
      for (const [pointer, value] of Object.entries(found.members)) {
        if (valueAt(example, pointer) === value) continue;
        const place = `${entry.pointer}/responses/${found.status}`;
        report(place, `the example accepted has not ${JSON.stringify(value)} at ${pointer}`);
      }
    } catch (error) {
      report(`${entry.pointer}/responses`, (error as Error).message);
    }
  }
};

function acceptedExample(
  document: LintTarget['document'],
  { operation }: OperationEntry,
  { status }: Acceptance,
) {
  const responses = operation.responses as JsonObject;
  const { content } = resolveNode(document, responses[String(status)] as JsonObject);
  const [media] = Object.values(content as JsonObject);
  return valueAt(media, '/examples/accepted/value');
}
