/** The reasons of refusals. Loaded when a request fails. */
export { wireReasons } from '@pushspec/contract/cloudmonitor';
