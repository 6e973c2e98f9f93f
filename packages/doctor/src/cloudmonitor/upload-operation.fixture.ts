/** The signed operation of the committed contract, for tests. */
import { loadBundle, type Operation, type Profile, readOperations } from '@pushspec/contract';

export function uploadOperation(profile: Profile): Operation {
  const [operation] = readOperations(loadBundle('cloudmonitor', profile));
  if (!operation) throw new Error('the contract has no operation');
  return operation;
}
