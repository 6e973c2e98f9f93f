/** The reasons of the toy. Loaded separately from the client, when a request fails. */
export { wireReasons } from '@pushspec/contract/toy';
