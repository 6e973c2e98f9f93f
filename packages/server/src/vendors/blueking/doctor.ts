/** The token doctor: why a data id and a token do not belong together. */
import type { DataId } from '@pushspec/contract';
import type { NamedMistake } from '../mistake.ts';

export interface RefusedToken {
  dataId: number;
  accessToken: string;
  /** Values by lower-case name. */
  headers: Readonly<Record<string, string>>;
}

const COPY = 'Copy `data_id` and `access_token` from the same custom report.';

/** Tokens of Prometheus remote write are encrypted texts, far longer than the UUIDs of custom reports. */
const PROMETHEUS_LIKE = /^[0-9A-Za-z+/_-]{44,}={0,2}$/;

/** Parts of a token shorter than this prove nothing, and nobody writes longer ones. */
const MIN_PART = 8;
const MAX_LENGTH = 1000;

/** The mistake that explains the refusal; undefined where none is known. */
export function tokenMistake(dataIds: readonly DataId[], given: RefusedToken): NamedMistake | undefined {
  const { dataId, accessToken } = given;
  if (accessToken === '') return withoutToken(given);
  const same = dataIds.find((entry) => entry.accessToken === accessToken);
  if (same) return ofOtherDataId(same, dataId);
  if (dataIds.some((entry) => String(entry.dataId) === accessToken.trim()))
    return {
      code: 'data-id-as-token',
      cause: 'access_token holds a data id: the two are swapped, or the token was not copied',
      fix: COPY,
    };
  return (
    misspelt(dataIds, accessToken) ??
    (PROMETHEUS_LIKE.test(accessToken.slice(0, MAX_LENGTH)) ? PROMETHEUS : undefined) ??
    strange(dataIds, dataId)
  );
}

const PROMETHEUS: NamedMistake = {
  code: 'prometheus-token',
  cause: 'the token looks like that of Prometheus remote write, which is another one',
  fix: 'Use the token shown beside the data id of the custom report.',
};

function withoutToken({ headers }: RefusedToken): NamedMistake {
  const header = ['x-bk-token', 'authorization'].find((name) => headers[name] !== undefined);
  return {
    code: 'token-missing',
    cause: header ? `access_token is absent, and the header ${header} is not read` : 'access_token is absent',
    fix: 'Send `access_token` at the top level of the body, beside `data_id`.',
  };
}

function ofOtherDataId({ dataId: owner, kind }: DataId, given: number): NamedMistake {
  if (Number(BigInt.asIntN(32, BigInt(given))) === owner)
    return {
      code: 'data-id-beyond-32-bits',
      cause: `data_id ${given} is ${owner} with more than 32 bits`,
      fix: 'Send the data id as it is shown; look for the place where the number is computed or cut.',
    };
  return {
    code: 'token-of-other-data-id',
    cause: `the token is that of data id ${owner}, which is registered for ${kind}s, and not of ${given}`,
    fix: COPY,
  };
}

function misspelt(dataIds: readonly DataId[], token: string): NamedMistake | undefined {
  if (token.length > MAX_LENGTH) return undefined;
  const bare = token.replace(/^(bearer|token)\s+/i, '').replace(/^[\s"'<{]+|[\s"'>}]+$/g, '');
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '');
  for (const { dataId, accessToken } of dataIds) {
    if (bare === accessToken)
      return {
        code: 'token-with-blanks',
        cause: `the token of data id ${dataId} has blanks, quotation marks or a scheme word around it`,
        fix: 'Trim the token where it is read from a file, a form or the environment.',
      };
    if (plain(bare) === plain(accessToken))
      return {
        code: 'token-spelling',
        cause: `the token of data id ${dataId} is written in another case or with other hyphens`,
        fix: 'Send the token exactly as it is shown.',
      };
    const isPart = bare.length >= MIN_PART && accessToken.includes(bare);
    if (isPart || (accessToken.length >= MIN_PART && bare.includes(accessToken)))
      return {
        code: isPart ? 'token-cut' : 'token-with-more',
        cause: isPart
          ? `the token is a part of that of data id ${dataId}`
          : `the token of data id ${dataId} has more text around it`,
        fix: 'Copy the whole token, and nothing beside it.',
      };
  }
  return undefined;
}

function strange(dataIds: readonly DataId[], dataId: number): NamedMistake {
  return dataIds.some((entry) => entry.dataId === dataId)
    ? {
        code: 'token-unknown',
        cause: `data id ${dataId} is known, but the token is that of no data id`,
        fix: 'Copy the token again; it changes when the custom report is created anew.',
      }
    : {
        code: 'data-id-unknown',
        cause: `neither data id ${dataId} nor the token is known`,
        fix: 'Give the server your data ids with --config, or use those that it prints.',
      };
}
