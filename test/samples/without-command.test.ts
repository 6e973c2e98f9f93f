/** Runs the samples that call `pushspec` where no shell finds it, as in a clone. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { cases, filledCase, withServer } from './sample-cases.ts';
import { missingPrograms, runSample } from './sample-process.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'pushspec-no-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((path) => !existsSync(join(path, 'pushspec')))
  .join(delimiter);

const CALL = /\bpushspec (?=send |sign )/g;
const calling = cases
  .filter(({ source, lang }) => lang === 'bash' && source.search(CALL) >= 0)
  .filter(
    ({ api, language, example }) =>
      cases.find((one) => one.api === api && one.language === language)?.example === example,
  );

it('covers `pushspec send` of each API, and curl of the API whose requests `pushspec sign` signs', () => {
  expect(new Set(calling.map(({ api, language }) => `${api} ${language}`))).toEqual(
    new Set([
      'blueking command-line',
      'cloudmonitor command-line',
      'cloudmonitor-rpc command-line',
      'cloudmonitor-rpc curl',
      'guance command-line',
    ]),
  );
});

it.skipIf(missingPrograms('curl').length > 0).for(calling)(
  '$language: $api $operationId names the missing command, fails and sends nothing',
  async (name) => {
    await withServer(async (server, url) => {
      const { code, output } = await runSample(folder, { ...filledCase(url, name), env: { PATH } });
      expect(code).toBe(127);
      expect(output).toContain('pushspec');
      expect(output).not.toContain('HTTP');
      expect(await server.requests()).toEqual([]);
    });
  },
);

it.skipIf(missingPrograms('curl').length > 0).for(calling)(
  '$language: $api $operationId is accepted with the command for a clone in place of `pushspec`',
  async (name) => {
    await withServer(async (server, url) => {
      const sample = filledCase(url, name);
      const source = `cd '${root}'\n${sample.source.replaceAll(CALL, 'npm run -s pushspec -- ')}`;
      expect(await runSample(folder, { ...sample, source, env: { PATH } })).toMatchObject({ code: 0 });
      expect(await server.requests()).toMatchObject([{ api: name.api, outcome: 'accepted' }]);
    });
  },
);
