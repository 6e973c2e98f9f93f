/** Marks the parts of a response that come from the vendor: names, constants, and the fixed part of a message. */
import { endOfString, jsonDecoded, type Marks, type Range } from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import { responseConstants } from './contract-strings.ts';
import { marksIn } from './message-marks.ts';

interface MarkedResponse {
  body: string;
  /** Codes of the reasons whose messages the body may contain. */
  codes: readonly string[];
}

/** Returns the marks of a response body. */
export function responseMarks(contract: Contract | undefined, { body, codes }: MarkedResponse): Marks {
  if (!body.startsWith('{')) return { cuts: new Set([body.length]) };
  const own: Range[] = [];
  const secrets: Range[] = [];
  const cuts = new Set<number>();
  const templates = codes.map((code) => contract?.reasons[code]?.message);
  const constants = responseConstants(contract);
  for (let start = body.indexOf('"'); start >= 0; ) {
    const end = endOfString(body, start);
    const token = { start: start + 1, end };
    const raw = body.slice(token.start, end);
    cuts.add(end);
    if (body[end + 1] === ':' || constants.has(raw)) own.push(token);
    else
      for (const template of templates) {
        const marks = marksInToken(contract, template, { raw, start: token.start });
        if (!marks) continue;
        own.push(...marks.own);
        secrets.push(...marks.secrets);
        for (const cut of marks.cuts) cuts.add(cut);
      }
    start = body.indexOf('"', end + 1);
  }
  return { own, secrets, cuts };
}

function marksInToken(
  contract: Contract | undefined,
  template: string | undefined,
  { raw, start }: { raw: string; start: number },
): Required<Marks> | undefined {
  const decoded = jsonDecoded(raw);
  const marks = marksIn(contract, template, decoded?.text ?? raw);
  if (!marks) return undefined;
  const toBodyOffset = (at: number) => start + (decoded?.starts[at] ?? at);
  const inBody = (range: Range) => ({ start: toBodyOffset(range.start), end: toBodyOffset(range.end) });
  return {
    own: marks.own.map(inBody),
    secrets: marks.secrets.map(inBody),
    cuts: new Set([...marks.cuts].map(toBodyOffset)),
  };
}
