/** Checks that pages and READMEs state the oldest Node of each package as its `engines` do. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Returns the oldest Node of a package, such as `22.16`. */
function nodeOf(name: string): string {
  const { engines } = JSON.parse(read(`packages/${name}/package.json`)) as { engines: { node: string } };
  return engines.node.replace(/^>=(\d+\.\d+)\.0$/, '$1');
}

const topics = {
  'mock-in-tests': ['server', 'client', 'mock'],
  'send-events': ['client', 'spool-sqlite'],
  'crashes-and-fleets': ['spool-sqlite', 'relay', 'fleet'],
};
const stated = Object.entries(topics).flatMap(([page, names]) => names.map((name) => ({ page, name })));

it.for(stated)('$page states the Node of $name', ({ page, name }) => {
  const topic = `packages/docs/src/pages/topics/${page}`;
  expect(read(`${topic}/en.md`)).toContain(`\`@pushspec/${name}\` needs Node ${nodeOf(name)} or newer`);
  expect(read(`${topic}/zh.md`)).toContain(`\`@pushspec/${name}\` 需要 Node ${nodeOf(name)} 或更新的版本`);
});

it('the README states the Node of each package', () => {
  const [client, fleet, spool, server, mock] = ['client', 'fleet', 'spool-sqlite', 'server', 'mock'].map(
    nodeOf,
  );
  expect([nodeOf('cli'), nodeOf('relay')]).toEqual([server, server]);
  expect(read('README.md')).toContain(
    `client ${client}, fleet ${fleet}, spool ${spool}, server, command line and relay ${server}, mock ${mock}.`,
  );
  expect(read('README.zh-CN.md')).toContain(
    `客户端 ${client}，fleet ${fleet}，spool ${spool}，参考服务器、命令行和中继 ${server}，Mock ${mock}。`,
  );
});

const packageReadmes = globSync('packages/*/README*.md', { cwd: root })
  .map((file) => ({ file, node: /Node (\d+\.\d+)/.exec(read(file))?.[1] }))
  .filter(({ node }) => node !== undefined);

it.for(packageReadmes)('$file states the Node of its package', ({ file, node }) => {
  expect(node).toBe(nodeOf(file.split(/[\\/]/)[1] ?? ''));
});
