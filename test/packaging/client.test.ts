/** Checks the installed client on every supported Node version. */
import { developmentConfig } from '@pushspec/contract';
import { expect, inject, it } from 'vitest';
import { oldestOf, ownNode, programOf, serve } from './installed.ts';
import { environmentOf, succeed } from './process.ts';

const { projects, nodes, scratch } = inject('packed');
const all = [oldestOf('@pushspec/client'), oldestOf('pushspec'), nodes.newest];

const credentials = {
  dataId: developmentConfig.blueking.dataIds[0],
  key: developmentConfig.cloudmonitor.accounts[0]?.keys[0],
  monitor: developmentConfig.guance.monitors[0],
};

it.for(all)('sends with each client on Node $version', async (node, context) => {
  const program = programOf(node, context);
  const input = JSON.stringify({ ...credentials, baseUrl: await serve(ownNode) });
  const output = await succeed([program, 'send.mjs', input], {
    cwd: projects.client,
    env: environmentOf(program, scratch),
  });
  expect(JSON.parse(output)).toEqual({ node: node.version, statuses: [200, 200, 200] });
});
