/** The client's signature, under the terms of the scenarios. */
import { sign } from '@pushspec/client/cloudmonitor';
import type { SignInput } from '@pushspec/conformance';

export function signature({ method, target, headers, secret }: SignInput): string {
  const input = { method, requestTarget: target, headers, body: new Uint8Array() };
  return sign({ ...input, accessKeyId: '', accessKeySecret: secret }).signature;
}
