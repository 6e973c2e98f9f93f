// Generated from spec/ by `npm run generate`. Do not edit.

export { acceptances } from './acceptances.ts';
export { companionHeaders, headers, keyHeaders } from './headers.ts';
export { limits } from './limits.ts';
export { refusedNames } from './names.ts';
export { type ReasonCode, reasons } from './reasons.ts';
export { servers } from './servers.ts';
export { signing } from './signing.ts';
export type { components, operations, paths } from './types.ts';
export { type WireReasonCode, wireReasons } from './wire-reasons.ts';
