/** What no generated type can say: which names a field of one's own may have, and that its value is a string. */
import type { components, refusedNames } from '@pushspec/contract/guance';

type WithoutIndex<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] };

/** The members of an event that Guance knows. */
export type EventFields = WithoutIndex<components['schemas']['Event']>;

type Prefix = (typeof refusedNames)['UnprefixedName']['prefixes'][number];
type Reserved = (typeof refusedNames)['UnreservedName']['names'][number];

/** Names that a field of one's own must not have. */
export type RefusedName = `${Prefix}${string}` | Reserved;

/**
 * An event with fields of one's own: `Own` itself, if each of its members is one that Guance takes.
 * A member that it refuses has the type `never`, so that no value fits.
 */
export type GuanceEvent<Own extends EventFields = EventFields> = WithOwn<EventFields, Own>;

/** The members of `Known` as they are, and strings under any other name that is not refused. */
export type WithOwn<Known, Own extends object> = Own & {
  [Name in keyof Own]: Name extends keyof Known ? Known[Name] : Name extends RefusedName ? never : string;
};

export type ExtraData = NonNullable<components['schemas']['PushEvent']['extraData']>;

/** An event as a reporter takes it: with its additional data beside its own members. */
export interface ReportFields extends EventFields {
  /**
   * Additional data of any shape; they become `df_meta.extra_data` of the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: ExtraData | undefined;
}

/** The same, with fields of one's own as in `GuanceEvent`. */
export type GuanceReport<Own extends ReportFields = ReportFields> = WithOwn<ReportFields, Own>;
