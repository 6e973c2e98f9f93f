/** The jobs of the queue. An event is stored as a JSON string, because `jsonb` refuses some characters and reorders properties. */
import { v7 } from 'uuid';

/** Returns a text that `jsonb` can store: it refuses NUL and lone surrogates. */
export const storable = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** The data of a job. */
export interface JobData {
  readonly v: 1;
  /** The JSON of each event. */
  readonly events: readonly string[];
  /** Whether the vendor may have accepted these events before they were inserted. */
  readonly mayBeDuplicate?: true;
}

/** A job to insert. Ids increase with each job of a process, so that the sender can restore the order. */
export interface NewJob {
  readonly id: string;
  readonly data: JobData;
}

/** The maximum size of a job. */
export interface JobBounds {
  readonly maxEvents: number;
  /** Bytes of JSON. A single event may be larger. */
  readonly maxBytes: number;
}

export const DEFAULT_JOB_BYTES = 256 * 1024;

/** Packs the JSON of events into jobs, in order. */
export function jobsOf(texts: readonly string[], { maxEvents, maxBytes }: JobBounds): NewJob[] {
  const jobs: NewJob[] = [];
  let events: string[] = [];
  let bytes = 0;
  const end = () => {
    if (events.length > 0) jobs.push({ id: v7(), data: { v: 1, events } });
    events = [];
    bytes = 0;
  };
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    if (events.length >= maxEvents || bytes + size > maxBytes) end();
    events.push(text);
    bytes += size;
  }
  end();
  return jobs;
}

/** Returns whether a job was written by this version of the package. */
export function isJobData(data: unknown): data is JobData {
  const { v, events } = (data ?? {}) as Partial<JobData>;
  return v === 1 && Array.isArray(events) && events.every((text) => typeof text === 'string');
}
