/** Writes TypeScript samples with our client, which signs the request and checks the response. */
import { type ApiName, developmentConfig, isObject, type Json } from '@pushspec/contract';
import {
  credentialVariable,
  KEY_ID_VARIABLE,
  KEY_SECRET_VARIABLE,
  URL_VARIABLE,
} from './credential-variables.ts';
import { type LiteralStyle, literal } from './literal.ts';
import type { SampleComments } from './sample-comments.ts';
import { payloadOf, type SampleRequest } from './sample-request.ts';

const quoted = (text: string) =>
  text.includes("'") ? JSON.stringify(text) : `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}'`;
export const style: LiteralStyle = {
  indent: '  ',
  width: 80,
  padding: ' ',
  trailingComma: true,
  scalar: (value) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value)),
  key: (name) => (/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name)),
};

/** A client option with a credential. */
interface CredentialOption {
  name: string;
  variable: string;
  isNumber?: true;
}

interface ClientParts {
  factory: string;
  credentials: readonly CredentialOption[];
  /** Option whose value is an object with the credentials, or `undefined` if they are options themselves. */
  within?: string;
  /** Additional options, as code. */
  more?: (request: SampleRequest) => readonly string[];
}

const CLIENTS: Readonly<Partial<Record<ApiName, ClientParts>>> = {
  blueking: {
    factory: 'createBluekingClient',
    credentials: [
      { name: 'dataId', variable: credentialVariable('blueking', 'data_id'), isNumber: true },
      { name: 'accessToken', variable: credentialVariable('blueking', 'access_token') },
    ],
    more: ({ body, values }) => [`kind: '${kindOf(body, values)}'`],
  },
  cloudmonitor: {
    factory: 'createCloudMonitorClient',
    credentials: [
      { name: 'accessKeyId', variable: KEY_ID_VARIABLE },
      { name: 'accessKeySecret', variable: KEY_SECRET_VARIABLE },
    ],
    within: 'credentials',
  },
  guance: {
    factory: 'createGuanceClient',
    credentials: [
      { name: 'secret', variable: credentialVariable('guance', 'secret') },
      { name: 'subUri', variable: credentialVariable('guance', 'subUri') },
    ],
  },
};

/** Returns the sample of a request. */
export function typescriptSample(request: SampleRequest, comments: SampleComments): string {
  const { api, server, variables } = request;
  const parts = CLIENTS[api];
  if (!parts) return fetchSample(request, style);
  const url = quoted(server);
  const options = [
    `baseUrl: ${variables.length > 0 ? `process.env.${URL_VARIABLE} ?? ${url}` : url}`,
    ...credentialOptions(parts, request),
    ...(parts.more?.(request) ?? []),
  ];
  return `import { ${[parts.factory, 'isPushError'].sort().join(', ')} } from '@pushspec/client/${api}';

${missingLines(parts, request, comments)}const client = ${parts.factory}({
${options.map((option) => `  ${option},`).join('\n')}
});
try {
  const { status, body } = await client.send(${argumentsOf(request)});
  console.log(status, body);
} catch (error) {
  if (!isPushError(error)) throw error;
  console.error(error.status, error.response, error.fix);
  process.exitCode = 1;
}
`;
}

/** Reads the credentials from the environment, and ends the program if one is missing. */
function missingLines(
  { credentials }: ClientParts,
  { variables }: SampleRequest,
  comments: SampleComments,
): string {
  if (variables.length === 0) return '';
  const names = credentials.map(({ name, variable }) => `  ${variable}: ${name},`);
  return `// ${comments.needs(variables)}
const {
${names.join('\n')}
} = process.env;
if (${credentials.map(({ name }) => `!${name}`).join(' || ')}) {
  console.error('Set ${variables.join(' and ')}');
  process.exit(1);
}
`;
}

function credentialOptions({ credentials, within }: ClientParts, { values }: SampleRequest): string[] {
  const options = credentials.map(({ name, variable, isNumber }) => {
    const value = values[variable];
    if (value !== undefined) return `${name}: ${isNumber ? value : quoted(value)}`;
    return isNumber ? `${name}: Number(${name})` : name;
  });
  return within === undefined ? options : [`${within}: { ${options.join(', ')} }`];
}

/** Formats the arguments of `send`. The Guance client takes additional data as a second argument. */
function argumentsOf(request: SampleRequest): string {
  const payload = payloadOf(request);
  const position = { margin: '  ', taken: 46 };
  if (request.api !== 'guance' || !isObject(payload)) return literal(payload, style, position);
  const { event = null, ...others } = payload;
  if (Object.keys(others).length === 0) return literal(event, style, position);
  const rows = [event, others].map((value) => literal(value, style, { margin: '    ', taken: 1 }));
  return `\n${rows.map((row) => `    ${row},\n`).join('')}  `;
}

/** Returns the kind that the data ID of the example is registered for. */
function kindOf(body: Json, values: Readonly<Record<string, string>>): string {
  const dataId =
    values[credentialVariable('blueking', 'data_id')] ?? String(isObject(body) ? body.data_id : undefined);
  const entry = developmentConfig.blueking.dataIds.find((candidate) => String(candidate.dataId) === dataId);
  if (entry === undefined) throw new Error(`the development configuration has no data ID ${dataId}`);
  return entry.kind;
}

/** Formats a sample with `fetch` alone, for an API whose client has no sample of its own. */
function fetchSample(
  { server, method, path, mediaType, body, accepted }: SampleRequest,
  style: LiteralStyle,
): string {
  const fullPath = path
    .map((part) => ('literal' in part ? part.literal : `\${process.env.${part.variable}}`))
    .join('');
  return `const url = process.env.${URL_VARIABLE} ?? '${server}';
const body = ${literal(body, style, { taken: 13 })};
const response = await fetch(\`\${url}${fullPath}\`, {
  method: '${method}',
  headers: { 'Content-Type': '${mediaType}' },
  body: JSON.stringify(body),
});
console.log(response.status, await response.text());
process.exitCode = response.status === ${accepted.status} ? 0 : 1;
`;
}
