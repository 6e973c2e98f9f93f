/** The reason codes of Guance's contract, so that the compiler finds one that is not there. */
import type { ReasonCode as Documented } from '@pushspec/contract/guance/documented';
import type { ReasonCode as Receiver } from '@pushspec/contract/guance/receiver';

export type GuanceCode = Documented | Receiver;
