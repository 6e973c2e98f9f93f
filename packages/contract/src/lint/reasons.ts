/** Checks that the catalog of reasons and the examples of error responses match, and that each example renders its message. */
import { isObject, type JsonObject, operationsOf, resolveNode } from '../document.ts';
import { isRenderingOf } from '../reasons.ts';
import type { BundleRule, LintTarget, Report } from './problem.ts';

export const reasons: BundleRule = (target, report) => {
  const { document } = target;
  const sources = isObject(document.info['x-sources']) ? document.info['x-sources'] : {};
  const catalog = document['x-reasons'];
  for (const [code, reason] of Object.entries(catalog)) {
    if (!(String(reason.source) in sources))
      report(`/x-reasons/${code}`, `info.x-sources has no ${reason.source}: add it`);
  }
  for (const status of new Set(Object.values(catalog).map((reason) => reason.status))) {
    if (status !== undefined) checkStatus(target, Number(status), report);
  }
  checkResponses(target, report);
};

function checkStatus({ document }: LintTarget, status: number, report: Report): void {
  const codes = Object.entries(document['x-reasons']).filter(([, reason]) => reason.status === status);
  const general = codes.filter(([, reason]) => reason.general === true).map(([code]) => code);
  if (general.length !== 1)
    report('/x-reasons', `status ${status} must have one general reason, and has ${general.length}`);
  for (const { operation, pointer } of operationsOf(document)) {
    const messageProperty = String(operation['x-message-member']);
    const codeMember = String(operation['x-code-member'] ?? 'errorCode');
    const examples = examplesOf(document, operation, status);
    const first = Object.keys(examples)[0];
    if (first !== general[0])
      report(
        `${pointer}/responses/${status}`,
        `the first example must be the general reason, and is ${first}`,
      );
    for (const [code, reason] of codes) {
      const value = isObject(examples[code]) ? (examples[code] as JsonObject).value : undefined;
      if (!isObject(value)) report(`${pointer}/responses/${status}`, `reason ${code} has no example`);
      else if (!isRenderingOf(String(reason.message), String(value[messageProperty]))) {
        report(
          `${pointer}/responses/${status}`,
          `the example ${code} does not match the message of its reason`,
        );
      } else if (reason.errorCode !== undefined && value[codeMember] !== reason.errorCode) {
        report(
          `${pointer}/responses/${status}`,
          `the example ${code} does not have the errorCode of its reason as \`${codeMember}\``,
        );
      }
    }
  }
}

function checkResponses({ document }: LintTarget, report: Report): void {
  for (const { operation, pointer } of operationsOf(document)) {
    for (const status of Object.keys(operation.responses as JsonObject).filter((key) => Number(key) >= 400)) {
      for (const code of Object.keys(examplesOf(document, operation, Number(status)))) {
        if (document['x-reasons'][code]?.status === Number(status)) continue;
        report(
          `${pointer}/responses/${status}`,
          `the example ${code} is not the code of a reason with status ${status}`,
        );
      }
    }
  }
}

function examplesOf(document: LintTarget['document'], operation: JsonObject, status: number): JsonObject {
  const response = (operation.responses as JsonObject)[String(status)];
  const content = isObject(response) ? resolveNode(document, response).content : undefined;
  const media = isObject(content) ? Object.values(content)[0] : undefined;
  const examples = isObject(media) ? media.examples : undefined;
  return isObject(examples) ? examples : {};
}
