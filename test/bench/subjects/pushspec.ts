/** The reference server with all checks, and its store in memory or in the given file. */
import { createServer } from '@pushspec/server';
import { benchConfig } from '../requests.ts';
import { report } from './subject.ts';

const server = await createServer({ config: benchConfig, store: process.argv[2] ?? ':memory:' });
const { url } = await server.listen({ port: 0 });
report(Number(new URL(url).port));
