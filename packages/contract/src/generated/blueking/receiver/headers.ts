// Generated from spec/ by `npm run generate`. Do not edit.

export const headers = {
  "pushCustomReport": {}
} as const;

export const companionHeaders = {
  "pushCustomReport": {}
} as const;

export const keyHeaders = {} as const;
