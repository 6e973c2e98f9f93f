/** The reference server with the contract's rate limits, or with CloudMonitor rate limits given as JSON. */
import { developmentConfig } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { report } from './subject.ts';

const [limits] = process.argv.slice(2);
const rateLimits = limits ? JSON.parse(limits) : 'contract';
const cloudmonitor = { ...developmentConfig.cloudmonitor, rateLimits };
const server = await createServer({ config: { ...developmentConfig, cloudmonitor } });
const { url } = await server.listen({ port: 0 });
report(Number(new URL(url).port));
