import { expect, it } from 'vitest';
import { loadScenarios, parseScenario, ScenarioError } from './load.ts';

const place = { vendor: 'blueking', name: 'metrics-missing' } as const;

const text = `
summary: A data point without metrics is refused.
operation: pushCustomReport
reason: metrics-missing
source: bk-collector
call: { kind: metric, data: [{ target: 10.0.0.1 }] }
`;

it('reads a scenario and fills in what is left out', async () => {
  expect(await parseScenario(text, place)).toEqual({
    id: 'blueking/metrics-missing',
    vendor: 'blueking',
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

it('takes one profile where the scenario names one', async () => {
  expect((await parseScenario(`${text}profile: receiver\n`, place)).profiles).toEqual(['receiver']);
});

it('names file, place and rule of a member that the format does not have', async () => {
  await expect(parseScenario(`${text}given: { user: metric }\n`, place)).rejects.toThrow(
    /^spec\/blueking\/scenarios\/metrics-missing\.yaml at \/given\/user: there is no such member, only as, with,/,
  );
});

it('asks for a note or a source', async () => {
  await expect(parseScenario(text.replace(/source.*\n/, ''), place)).rejects.toThrow(
    'cites where the behaviour is known from',
  );
});

it('refuses a scenario that is both a call and a request by hand', async () => {
  await expect(parseScenario(`${text}raw: {}\n`, place)).rejects.toThrow('either a call or a raw request');
});

it('names the file and the place of a text that is not YAML, in one line', async () => {
  await expect(parseScenario('summary: [', place)).rejects.toThrow(
    /^spec\/blueking\/scenarios\/metrics-missing\.yaml: .+ at line 1, column \d+$/,
  );
});

it('lists the vendors where one is asked for that is not', async () => {
  await expect(loadScenarios({ vendor: 'guanse' as 'guance' })).rejects.toThrow(
    new TypeError(
      'there is no vendor "guanse": vendor is one of blueking, cloudmonitor, guance; did you mean "guance"?',
    ),
  );
});

it.each(['/srv/spec/', new URL('file:///srv/spec'), new URL('https://spec.example/')])(
  'asks for the URL of a folder instead of %s',
  async (directory) => {
    await expect(loadScenarios({ directory: directory as URL })).rejects.toThrow(
      /^directory must be the URL of a folder, with a slash at its end, such as [^\n]+$/,
    );
  },
);

it('names the folder in which there are no scenarios', async () => {
  const loading = loadScenarios({ vendor: 'guance', directory: new URL('./nowhere/', import.meta.url) });
  await expect(loading).rejects.toThrow(ScenarioError);
  await expect(loading).rejects.toThrow(
    /^there is no folder of scenarios at .+guance.+: directory is the folder that holds <vendor>\/scenarios$/,
  );
});
