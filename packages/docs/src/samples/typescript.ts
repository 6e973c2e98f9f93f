/** TypeScript with our client, which signs and checks the answer. */
import { developmentConfig, isObject, type Json, type Vendor } from '@pushspec/contract';
import { credentialVariable, URL_VARIABLE } from './credential-variables.ts';
import { type LiteralStyle, literal } from './literal.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';

const quoted = (text: string) =>
  text.includes("'") ? JSON.stringify(text) : `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}'`;
const style: LiteralStyle = {
  indent: '  ',
  width: 80,
  padding: ' ',
  trailingComma: true,
  scalar: (value) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value)),
  key: (name) => (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name)),
};

interface ClientParts {
  factory: string;
  imports: readonly string[];
  options: readonly string[];
}

export function typescriptSample(request: SampleRequest): string {
  const { factory, imports, options } = CLIENTS[request.vendor](request);
  return `import { ${[factory, ...imports, 'isPushError'].sort().join(', ')} } from '@pushspec/client/${request.vendor}';

const client = ${factory}({
  baseUrl: process.env.${URL_VARIABLE} ?? '${request.server}',
${options.map((option) => `  ${option},`).join('\n')}
});
try {
  const { status, body } = await client.send(${argumentsOf(request)});
  console.log(status, body);
} catch (error) {
  if (!isPushError(error)) throw error;
  console.error(error.status, error.answer, error.fix);
  process.exitCode = 1;
}
`;
}

const CLIENTS: Record<Vendor, (request: SampleRequest) => ClientParts> = {
  blueking: (request) => ({
    factory: 'createBluekingClient',
    imports: [],
    options: [
      `dataId: Number(process.env.${credentialVariable('blueking', 'data_id')})`,
      `accessToken: process.env.${credentialVariable('blueking', 'access_token')} ?? ''`,
      `kind: '${kindOf(request.body)}'`,
    ],
  }),
  cloudmonitor: () => ({
    factory: 'createCloudMonitorClient',
    imports: ['fromEnvironment'],
    options: ['credentials: fromEnvironment()'],
  }),
  guance: () => ({
    factory: 'createGuanceClient',
    imports: [],
    options: [
      `secret: process.env.${credentialVariable('guance', 'secret')} ?? ''`,
      `subUri: process.env.${credentialVariable('guance', 'subUri')} ?? ''`,
    ],
  }),
};

/** The client of Guance takes the event and, apart from it, the additional data. */
function argumentsOf(request: SampleRequest): string {
  const payload = payloadOf(request);
  const place = { margin: '  ', taken: 46 };
  if (request.vendor !== 'guance' || !isObject(payload)) return literal(payload, style, place);
  const { event = null, ...others } = payload;
  if (Object.keys(others).length === 0) return literal(event, style, place);
  const rows = [event, others].map((value) => literal(value, style, { margin: '    ', taken: 1 }));
  return `\n${rows.map((row) => `    ${row},\n`).join('')}  `;
}

/** What the data id of the example is registered for. */
function kindOf(body: Json): string {
  const dataId = isObject(body) ? body.data_id : undefined;
  const entry = developmentConfig.blueking.dataIds.find((candidate) => candidate.dataId === dataId);
  if (entry === undefined) throw new Error(`no data id of development is ${dataId}`);
  return entry.kind;
}
