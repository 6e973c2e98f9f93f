export * from './addresses.ts';
export * from './bundle.ts';
export * from './checked-name.ts';
export * from './config/config.ts';
export * from './document.ts';
export * from './rate-parameters.ts';
export * from './reason-table.ts';
export * from './request-examples.ts';
