/** Builds the refusals of the RPC gateway. */
import type { ListFault, Parameter } from './cloudmonitor-rpc-decoding.ts';
import type { Refusal } from './service.ts';

export const refused = (errorCode: string, message: string, status = 400): Refusal => ({
  ...{ status, errorCode, message },
});
export const missing = (name: string) => refused(`Missing${name}`, `${name} is mandatory for this action.`);
export const bad = (message: string) => refused('400', message);
export const invalid = (message: string) => refused('InvalidParameter', message);

/** Refuses parameters that cannot be decoded. */
export function malformed(parameters: readonly Parameter[]): Refusal | undefined {
  const wrong = parameters.find(({ name, value }) => name === undefined || value === undefined);
  return wrong && invalid(`the parameter ${wrong.name ?? wrong.sent} is malformed`);
}

export const listFaults: Readonly<Record<ListFault['fault'], (name: string) => Refusal>> = {
  repeated: (name) => invalid(`the parameter ${name} is sent more than once`),
  index: (name) =>
    invalid(`the parameter ${name} has no valid index: lists start at 1, without leading zeros`),
  gap: (name) => invalid(`the list has a gap: there is no ${name}`),
};
