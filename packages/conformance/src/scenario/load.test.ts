import { expect, it } from 'vitest';
import { loadScenarios, parseScenario, ScenarioError } from './load.ts';

const location = { api: 'blueking', name: 'metrics-missing' } as const;

const text = `
summary: A data point without metrics is refused.
operation: pushCustomReport
reason: metrics-missing
source: bk-collector
call: { kind: metric, data: [{ target: 10.0.0.1 }] }
`;

it('reads a scenario and fills in defaults', async () => {
  expect(await parseScenario(text, location)).toEqual({
    id: 'blueking/metrics-missing',
    api: 'blueking',
    file: 'spec/blueking/scenarios/metrics-missing.yaml',
    summary: 'A data point without metrics is refused.',
    operation: 'pushCustomReport',
    profiles: ['documented', 'receiver'],
    reason: 'metrics-missing',
    source: 'bk-collector',
    given: {},
    call: { kind: 'metric', data: [{ target: '10.0.0.1' }] },
    expect: {},
    except: {},
  });
});

it('reads a single profile', async () => {
  expect((await parseScenario(`${text}profile: receiver\n`, location)).profiles).toEqual(['receiver']);
});

it('names file, location and rule of an unknown property', async () => {
  await expect(parseScenario(`${text}given: { user: metric }\n`, location)).rejects.toThrow(
    /^spec\/blueking\/scenarios\/metrics-missing\.yaml at \/given\/user: unknown property, use one of as, with,/,
  );
});

it('requires a note or a source', async () => {
  await expect(parseScenario(text.replace(/source.*\n/, ''), location)).rejects.toThrow(
    'cites the source of the behavior',
  );
});

it('rejects a scenario with both a call and a raw request', async () => {
  await expect(parseScenario(`${text}raw: {}\n`, location)).rejects.toThrow('either a call or a raw request');
});

it('names the file and the location of invalid YAML, in one line', async () => {
  await expect(parseScenario('summary: [', location)).rejects.toThrow(
    /^spec\/blueking\/scenarios\/metrics-missing\.yaml: .+ at line 1, column \d+$/,
  );
});

it('lists the APIs for an unknown one', async () => {
  await expect(loadScenarios({ api: 'guanse' as 'guance' })).rejects.toThrow(
    new TypeError(
      'unknown api "guanse": use one of blueking, cloudmonitor, cloudmonitor-rpc, guance; did you mean "guance"?',
    ),
  );
});

it.each(['/srv/spec/', new URL('file:///srv/spec'), new URL('https://spec.example/')])(
  'requires a folder URL instead of %s',
  async (directory) => {
    await expect(loadScenarios({ directory: directory as URL })).rejects.toThrow(
      /^directory must be the URL of a folder, with a slash at its end, such as [^\n]+$/,
    );
  },
);

it('names the folder without scenarios', async () => {
  const loading = loadScenarios({ api: 'guance', directory: new URL('./nowhere/', import.meta.url) });
  await expect(loading).rejects.toThrow(ScenarioError);
  await expect(loading).rejects.toThrow(
    /^no scenarios folder at .+guance.+: set `directory` to the folder that contains <api>\/scenarios$/,
  );
});
