/** Which parts of an answer are the vendor's own: names, constants, and the fixed part of a message. */
import { endOfString, jsonDecoded, type Marks, type Range } from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import { marksIn } from './message-marks.ts';
import { answerConstants } from './own-words.ts';

interface Answered {
  body: string;
  codes: readonly string[];
}

export function answerMarks(contract: Contract | undefined, { body, codes }: Answered): Marks {
  if (!body.startsWith('{')) return { cuts: new Set([body.length]) };
  const own: Range[] = [];
  const roles: Range[] = [];
  const cuts = new Set<number>();
  const templates = codes.map((code) => contract?.reasons[code]?.message);
  const constants = answerConstants(contract);
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
        roles.push(...marks.roles);
        for (const cut of marks.cuts) cuts.add(cut);
      }
    start = body.indexOf('"', end + 1);
  }
  return { own, roles, cuts };
}

function marksInToken(
  contract: Contract | undefined,
  template: string | undefined,
  { raw, start }: { raw: string; start: number },
): Required<Marks> | undefined {
  const decoded = jsonDecoded(raw);
  const marks = marksIn(contract, template, decoded?.text ?? raw);
  if (!marks) return undefined;
  const place = (at: number) => start + (decoded?.starts[at] ?? at);
  const placed = (range: Range) => ({ start: place(range.start), end: place(range.end) });
  return {
    own: marks.own.map(placed),
    roles: marks.roles.map(placed),
    cuts: new Set([...marks.cuts].map(place)),
  };
}
