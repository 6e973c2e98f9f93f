// Generated from spec/ by `npm run generate`. Do not edit.

/** The vendors, in the order of redocly.yaml. */
export const vendors = ['blueking', 'cloudmonitor', 'guance'] as const;

export type Vendor = (typeof vendors)[number];
