/** The two events of a fault: its begin and its end. */
import type { SendOptions } from '../options.ts';
import type { EventFields, ExtraData, WithOwn } from './event.ts';

/** What is affected. Events of one monitor with the same tags belong to one fault. */
export type DimensionTags = NonNullable<EventFields['dimension_tags']>;

/** The fields of an event other than its tags and status. */
interface FaultFields extends Omit<EventFields, 'status' | 'dimension_tags'>, SendOptions {
  /**
   * Additional data of any shape. It becomes `df_meta.extra_data` of the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: ExtraData | undefined;
  /** Pass the tags as the first argument. */
  readonly dimension_tags?: never;
}

export interface AlertFields extends FaultFields {
  /**
   * The severity. The vendor does not document whether `info` opens a fault.
   *
   * @default 'error'
   */
  readonly status?: Exclude<EventFields['status'], 'ok'> | undefined;
}

export interface ResolutionFields extends FaultFields {
  /** Always `ok`. */
  readonly status?: never;
}

// `Own` has no constraint, because an object may have only custom fields, and TypeScript refuses those for a type whose
// properties are all optional.

/** Details of a fault that begins, with custom fields as in `GuanceEvent`. */
export type Alert<Own extends object = AlertFields> = Offered<AlertFields> & WithOwn<AlertFields, Own>;

/** Details of a fault that ends, with custom fields as in `GuanceEvent`. */
export type Resolution<Own extends object = ResolutionFields> = Offered<ResolutionFields> &
  WithOwn<ResolutionFields, Own>;

/**
 * The properties of `Fields` with any value. An editor offers their names and values, and {@link WithOwn} reports a wrong
 * value: two types that exclude each other would make an error without the value.
 */
type Offered<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | NonNullable<unknown> | null };
