/** Judges requests and answers by the schemas of a contract, with a validator that neither server nor mock uses. */
import type { WireAnswer, WireRequest } from '../target/wire.ts';
import { answerJudge } from './answer-judge.ts';
import { type Contract, operationOf } from './contract.ts';
import { requestJudge } from './request-judge.ts';
import type { Violation } from './violation.ts';

export interface Judge {
  /** What is wrong with a request, as far as a schema can say it. */
  request(operationId: string, request: WireRequest): Violation[];
  /** What is wrong with an answer to a request of this method. */
  answer(operationId: string, answer: WireAnswer, method: string): Violation[];
}

interface OperationJudge {
  readonly request: (request: WireRequest) => Violation[];
  readonly answer: (answer: WireAnswer, method: string) => Violation[];
}

/** Compiles all schemas of a contract's operations, once. */
export async function createJudge(contract: Contract): Promise<Judge> {
  const judges = new Map<string, OperationJudge>();
  for (const [id, entry] of contract.operations) {
    judges.set(id, {
      request: await requestJudge(contract, entry),
      answer: await answerJudge(contract, entry),
    });
  }
  const of = (id: string) => judges.get(operationOf(contract, id).operationId) as OperationJudge;
  return {
    request: (id, request) => of(id).request(request),
    answer: (id, answer, method) => of(id).answer(answer, method),
  };
}
