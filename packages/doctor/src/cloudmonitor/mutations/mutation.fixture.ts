/** A single mistake, and functions to create mistakes. */
import { createHash, createHmac } from 'node:crypto';
import type { Base, Deviation, Lines } from './client.fixture.ts';

export interface Mutation {
  name: string;
  /** The expected cause. */
  code: string;
  deviation: (base: Base) => Deviation;
  /** Whether the mutation makes a difference for a request. */
  appliesTo?: (base: Base) => boolean;
}

export const simple = (code: string, name: string, deviation: Deviation): Mutation => ({
  code,
  name,
  deviation: () => deviation,
});

/** Changes lines of the string to sign. */
export const line = (change: Partial<Lines> | ((lines: Lines) => Partial<Lines>)): Deviation => ({
  lines: typeof change === 'function' ? change : () => change,
});

export const hash = (name: string, text: string | Buffer) => createHash(name).update(text).digest();
export const base64 = (bytes: Buffer) => bytes.toString('base64');
export const lowerHex = (bytes: Buffer) => bytes.toString('hex');
export const hmac = (secret: string | Buffer, text: string | Buffer) =>
  createHmac('sha1', secret).update(text).digest();
