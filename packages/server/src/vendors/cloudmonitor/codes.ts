/** The reason codes of CloudMonitor's contract, so that the compiler finds one that is not there. */
import type { ReasonCode as Documented } from '@pushspec/contract/cloudmonitor/documented';
import type { ReasonCode as Receiver } from '@pushspec/contract/cloudmonitor/receiver';

export type CloudMonitorCode = Documented | Receiver;
