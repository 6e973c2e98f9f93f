/** What the vendor refuses. Loaded apart from the client, when something goes wrong. */
export { wireReasons } from '@pushspec/contract/guance';
