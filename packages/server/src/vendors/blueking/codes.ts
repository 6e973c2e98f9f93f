/** The reason codes of BlueKing's contract, so that the compiler finds one that is not there. */
import type { ReasonCode as Documented } from '@pushspec/contract/blueking/documented';
import type { ReasonCode as Receiver } from '@pushspec/contract/blueking/receiver';

export type BluekingCode = Documented | Receiver;
