/** The reasons for which the RPC API refuses requests. Loaded apart from the client, when something fails. */
export { wireReasons } from '@pushspec/contract/cloudmonitor-rpc';
