/** From the options of a vendor's command to what is to be sent, and where. */
import type { Command } from 'commander';
import { CommandFailure, EXIT } from '../failure.ts';
import { type Streams, say } from '../streams.ts';
import {
  type CloudMonitorAddressFlags,
  cloudMonitorUrl,
  type GuanceAddressFlags,
  guanceAddress,
  LOCAL_URL,
} from './address.ts';
import { continueCommand } from './bulk/continue-command.ts';
import { type BkmonitorbeatFlags, bkmonitorbeatFlags, bkmonitorbeatReport } from './events/bkmonitorbeat.ts';
import { type BluekingEventFlags, bluekingEvent, bluekingEventFlags } from './events/blueking.ts';
import {
  type CloudMonitorEventFlags,
  cloudMonitorEventFlags,
  cloudMonitorEvents,
} from './events/cloudmonitor.ts';
import { type GuanceEventFlags, guanceEvent, guanceEventFlags } from './events/guance.ts';
import type { SendFlags } from './flags.ts';
import type { Order } from './send.ts';

export type BluekingFlags = SendFlags &
  BluekingEventFlags &
  BkmonitorbeatFlags & { kind?: 'metric' | 'event' };
export type CloudMonitorFlags = SendFlags &
  CloudMonitorEventFlags &
  CloudMonitorAddressFlags & { RegionId?: string };
export type GuanceFlags = SendFlags & GuanceEventFlags & GuanceAddressFlags;

export function bluekingOrder(flags: BluekingFlags, command: Command, streams: Streams): Order {
  const order = { vendor: 'blueking', flags, continueFrom: continuation(command) } as const;
  const event = given(flags, bluekingEventFlags);
  const other = given(flags, bkmonitorbeatFlags);
  if (!other) {
    const { kind, url = LOCAL_URL } = flags;
    return { ...order, url, kind, events: event && [bluekingEvent(event)] };
  }
  if (event ?? flags.kind)
    throw new CommandFailure(
      EXIT.usage,
      'the flags of bkmonitorbeat have others for it: leave out --kind and the flags of an event',
    );
  const { kind, events, url, exposedBy, ...credentials } = bkmonitorbeatReport(other, Date.now);
  if (exposedBy !== undefined) {
    say(
      streams,
      `pushspec: warning: others on this machine can read the token in ${exposedBy}: put it into PUSHSPEC_BLUEKING_ACCESS_TOKEN instead`,
    );
  }
  const address = flags.url ?? url;
  if (address === undefined) {
    throw new CommandFailure(EXIT.usage, '-report.http.server is missing: give it as HOST:PORT');
  }
  return { ...order, url: address, kind, events, given: credentials, isEcho: true };
}

export function cloudMonitorOrder(flags: CloudMonitorFlags, command: Command): Order {
  const { RegionId, region = RegionId } = flags;
  const event = given(flags, cloudMonitorEventFlags);
  return {
    vendor: 'cloudmonitor',
    flags,
    url: cloudMonitorUrl({ ...flags, ...(region !== undefined && { region }) }),
    events: event && cloudMonitorEvents(event),
    continueFrom: continuation(command),
  };
}

export function guanceOrder(flags: GuanceFlags, command: Command): Order {
  const event = given(flags, guanceEventFlags);
  const webhook = flags.config === undefined ? process.env.PUSHSPEC_GUANCE_WEBHOOK : undefined;
  return {
    vendor: 'guance',
    flags,
    ...guanceAddress(flags, webhook),
    events: event && [guanceEvent(event)],
    continueFrom: continuation(command),
  };
}

const continuation =
  (command: Command): Order['continueFrom'] =>
  (position) =>
    continueCommand(command, position);

/** Those of the names that were given; undefined if none was. */
function given<Flags extends object, Name extends keyof Flags>(
  flags: Flags,
  names: readonly Name[],
): Pick<Flags, Name> | undefined {
  const entries = names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Pick<Flags, Name>);
}
