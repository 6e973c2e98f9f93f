/** Ours, with everything that it checks, and its store in memory (or in the file that is named). */
import { createServer } from '@pushspec/server';
import { benchConfig } from '../requests.ts';
import { report } from './subject.ts';

const server = await createServer({ config: benchConfig, store: process.argv[2] ?? ':memory:' });
const { url } = await server.listen({ port: 0 });
report(Number(new URL(url).port));
