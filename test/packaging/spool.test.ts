/** Checks the installed spool, whose worker thread is a file of its own, on the oldest and newest Node. */
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { expect, inject, it } from 'vitest';
import { oldestOf, ownNode, programOf, serve } from './installed.ts';
import { environmentOf, run } from './process.ts';

const { projects, nodes, scratch } = inject('packed');

it.for([oldestOf('@pushspec/spool-sqlite'), nodes.newest])(
  'keeps events in a file on Node $version, without a warning',
  async (node, context) => {
    const program = programOf(node, context);
    const input = JSON.stringify({
      key: developmentConfig.cloudmonitor.accounts[0]?.keys[0],
      baseUrl: await serve(ownNode),
      file: join(scratch, `${node.version}.spool`),
    });
    const options = { cwd: projects.commandLine, env: environmentOf(program, scratch) };
    const { code, stdout, stderr } = await run([program, 'spool.mjs', input], options);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ node: node.version, delivered: 2 });
  },
);
