/** The two events of a fault: it begins, and it ends. */
import type { SendOptions } from '../options.ts';
import type { EventFields, ExtraData, WithOwn } from './event.ts';

/** What is affected. Events of one monitor belong together if their tags are the same. */
export type DimensionTags = NonNullable<EventFields['dimension_tags']>;

/** What an event says beside its tags and its status. */
interface FaultFields extends Omit<EventFields, 'status' | 'dimension_tags'>, SendOptions {
  /**
   * Additional data of any shape; they become `df_meta.extra_data` of the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: ExtraData | undefined;
  /** The tags stand before the details. */
  readonly dimension_tags?: never;
}

export interface AlertFields extends FaultFields {
  /**
   * How bad it is. Whether `info` opens a fault is not documented.
   *
   * @default 'error'
   */
  readonly status?: Exclude<EventFields['status'], 'ok'>;
}

export interface ResolutionFields extends FaultFields {
  /** It is `ok`. */
  readonly status?: never;
}

// The fields of one's own may be the only ones, so that no constraint on them holds: a type of optional members only
// takes nothing that has none of these.

/** Details of a fault that begins, with fields of one's own, as in `GuanceEvent`. */
export type Alert<Own extends object = AlertFields> = AlertFields & WithOwn<AlertFields, Own>;

/** Details of a fault that ends, likewise. */
export type Resolution<Own extends object = ResolutionFields> = ResolutionFields &
  WithOwn<ResolutionFields, Own>;
