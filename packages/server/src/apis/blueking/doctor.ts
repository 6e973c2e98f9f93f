/** The token doctor: explains why a data id and a token do not belong together. */
import type { DataId } from '@pushspec/contract';
import type { NamedMistake } from '../mistake.ts';
import { tokenHeaders } from './identifiers.ts';

/** A rejected request's token and data id. */
export interface RefusedToken {
  /** Undefined if the request has none. */
  dataId: number | undefined;
  accessToken: string;
  /** Names of the properties of the body. @default none */
  names?: readonly string[];
  /** Values by lowercase name. */
  headers: Readonly<Record<string, string>>;
}

const COPY = 'Copy `data_id` and `access_token` from the same custom report.';

/** Tokens of Prometheus remote write are encrypted strings, far longer than the UUIDs of custom reports. */
const PROMETHEUS_LIKE = /^[0-9A-Za-z+/_-]{44,}={0,2}$/;

/** Shorter parts of a token could match by chance. Tokens longer than MAX_LENGTH are not examined. */
const MIN_PART = 8;
const MAX_LENGTH = 1000;

/** Characters of a header name shown in a message. */
const MAX_SHOWN = 60;

/** Returns the mistake that explains the rejection, or `undefined` if none is known. */
export function tokenMistake(dataIds: readonly DataId[], given: RefusedToken): NamedMistake | undefined {
  const { dataId, accessToken } = given;
  if (accessToken === '') return missingToken(given);
  const same = dataIds.find((entry) => entry.accessToken === accessToken);
  if (dataId === undefined) return missingDataId(given, same);
  if (same) return tokenOfOtherDataId(same, dataId);
  if (dataIds.some((entry) => String(entry.dataId) === accessToken.trim()))
    return {
      code: 'data-id-as-token',
      cause: 'access_token contains a data id: the two are swapped, or the token was not copied',
      fix: COPY,
    };
  return (
    misspelledToken(dataIds, accessToken) ??
    (PROMETHEUS_LIKE.test(accessToken.slice(0, MAX_LENGTH)) ? PROMETHEUS : undefined) ??
    unknownToken(dataIds, dataId)
  );
}

const PROMETHEUS: NamedMistake = {
  code: 'prometheus-token',
  cause: 'the token looks like a Prometheus remote write token, which is a different one',
  fix: 'Use the token shown next to the data id of the custom report.',
};

function missingToken({ headers }: RefusedToken): NamedMistake {
  const header = tokenHeaders(headers)[0]?.slice(0, MAX_SHOWN);
  return {
    code: 'token-missing',
    cause: header
      ? `access_token is missing, and the header ${header} is not read`
      : 'access_token is missing',
    fix: 'Send `access_token` at the top level of the body, next to `data_id`.',
  };
}

function missingDataId({ names = [] }: RefusedToken, owner: DataId | undefined): NamedMistake {
  const similar = names.find(
    (name) => name !== 'data_id' && name.toLowerCase().replace(/[^a-z]/g, '') === 'dataid',
  );
  const details = [
    ...(similar === undefined ? [] : [`the property ${similar.slice(0, MAX_SHOWN)} is not read`]),
    ...(owner
      ? [`the token belongs to data id ${owner.dataId}, which is registered for ${owner.kind}s`]
      : []),
  ];
  return {
    code: 'data-id-missing',
    cause: ['data_id is missing', ...details].join(', and '),
    fix: 'Send `data_id` as a number at the top level of the body, next to `access_token`.',
  };
}

function tokenOfOtherDataId({ dataId: owner, kind }: DataId, given: number): NamedMistake {
  if (Number(BigInt.asIntN(32, BigInt(given))) === owner)
    return {
      code: 'data-id-beyond-32-bits',
      cause: `the lower 32 bits of data_id ${given} are data id ${owner}`,
      fix: 'Send the data id as it is shown. Check where your code computes or truncates the number.',
    };
  return {
    code: 'token-of-other-data-id',
    cause: `the token belongs to data id ${owner}, which is registered for ${kind}s, not to ${given}`,
    fix: COPY,
  };
}

function misspelledToken(dataIds: readonly DataId[], token: string): NamedMistake | undefined {
  if (token.length > MAX_LENGTH) return undefined;
  const bare = token.replace(/^(bearer|token)\s+/i, '').replace(/^[\s"'<{]+|[\s"'>}]+$/g, '');
  const normalized = (value: string) => value.toLowerCase().replaceAll('-', '');
  for (const { dataId, accessToken } of dataIds) {
    if (bare === accessToken)
      return {
        code: 'token-with-spaces',
        cause: `the token of data id ${dataId} has spaces, quotation marks or a scheme word around it`,
        fix: 'Trim the token where it is read from a file, a form or the environment.',
      };
    if (normalized(bare) === normalized(accessToken))
      return {
        code: 'token-spelling',
        cause: `the token of data id ${dataId} has different letter case or hyphens`,
        fix: 'Send the token exactly as it is shown.',
      };
    const isPart = bare.length >= MIN_PART && accessToken.includes(bare);
    if (isPart || (accessToken.length >= MIN_PART && bare.includes(accessToken)))
      return {
        code: isPart ? 'token-cut' : 'token-with-more',
        cause: isPart
          ? `the token is only part of the token of data id ${dataId}`
          : `the token of data id ${dataId} has extra characters around it`,
        fix: 'Copy the whole token and nothing else.',
      };
  }
  return undefined;
}

function unknownToken(dataIds: readonly DataId[], dataId: number): NamedMistake {
  return dataIds.some((entry) => entry.dataId === dataId)
    ? {
        code: 'token-unknown',
        cause: `data id ${dataId} is known, but the token does not belong to any data id`,
        fix: 'Copy the token again. It changes when the custom report is re-created.',
      }
    : {
        code: 'data-id-unknown',
        cause: `neither data id ${dataId} nor the token is known`,
        fix: 'Give the server your data ids with --config, or use the ones that it prints.',
      };
}
