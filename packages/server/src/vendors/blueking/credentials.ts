/** BlueKing's part of a configuration: the data ids with their tokens. */
import type { Config } from '@pushspec/contract';
import type { NamedCredential } from '../vendor.ts';

export function secrets({ blueking }: Config): string[] {
  return blueking.dataIds.map(({ accessToken }) => accessToken);
}

export function credentials({ blueking }: Config): NamedCredential[] {
  return blueking.dataIds.map(({ dataId, accessToken, kind }) => ({
    name: String(dataId),
    shown: { dataId, kind },
    secrets: { accessToken },
  }));
}
