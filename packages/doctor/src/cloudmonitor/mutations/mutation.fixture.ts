/** A single mistake, and what several families of them are made with. */
import { createHash, createHmac } from 'node:crypto';
import type { Base, Deviation, Lines } from './client.fixture.ts';

export interface Mutation {
  name: string;
  /** The cause that is to be named. */
  code: string;
  deviation: (base: Base) => Deviation;
  /** Where it makes no difference, the mutation is none. */
  appliesTo?: (base: Base) => boolean;
}

export const simple = (code: string, name: string, deviation: Deviation): Mutation => ({
  code,
  name,
  deviation: () => deviation,
});

/** Other lines of the string to sign. */
export const line = (change: Partial<Lines> | ((lines: Lines) => Partial<Lines>)): Deviation => ({
  lines: typeof change === 'function' ? change : () => change,
});

export const hash = (name: string, text: string | Buffer) => createHash(name).update(text).digest();
export const base64 = (bytes: Buffer) => bytes.toString('base64');
export const lowerHex = (bytes: Buffer) => bytes.toString('hex');
export const hmac = (secret: string | Buffer, text: string | Buffer) =>
  createHmac('sha1', secret).update(text).digest();
