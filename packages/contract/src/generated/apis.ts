// Generated from spec/ by `npm run generate`. Do not edit.

/**
 * Lists the APIs and their titles.
 *
 * @example
 * ```js
 * import { apiNames } from '@pushspec/contract/apis';
 *
 * console.log(apiNames.join(', '));
 * ```
 * ```text
 * blueking, cloudmonitor, cloudmonitor-rpc, guance
 * ```
 */
/** The APIs, in the order of redocly.yaml. */
export const apiNames = ['blueking', 'cloudmonitor', 'cloudmonitor-rpc', 'guance'] as const;

export type ApiName = (typeof apiNames)[number];

/** Short titles of the APIs, by language. */
export const apiTitles = {
  "blueking": {
    "en": "BlueKing",
    "zh": "蓝鲸"
  },
  "cloudmonitor": {
    "en": "CloudMonitor",
    "zh": "云监控"
  },
  "cloudmonitor-rpc": {
    "en": "CloudMonitor RPC",
    "zh": "云监控 RPC"
  },
  "guance": {
    "en": "Guance",
    "zh": "观测云"
  }
} as const;
