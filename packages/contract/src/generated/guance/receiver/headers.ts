// Generated from spec/ by `npm run generate`. Do not edit.

export const headers = {
  "pushEvent": {}
} as const;

export const companionHeaders = {
  "pushEvent": {}
} as const;

export const keyHeaders = {
  "dfApiKey": "DF-API-KEY"
} as const;
