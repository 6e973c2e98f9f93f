/** Lists generators of TypeScript, and how their code names the types of an operation. */
import type { Scratch } from './scratch.ts';

export interface OperationNames {
  operationId: string;
  /** The operation id as a type name. */
  pascalId: string;
  /** Component of the request body. */
  request: string;
  mediaType: string;
  hasOptionalHeaders: boolean;
}

export interface TypescriptGenerator {
  tool: string;
  /** Generates `generated/` from a bundle. */
  generate(scratch: Scratch, bundle: string): Promise<unknown>;
  /** Statements that import the types. */
  imports: string;
  request(names: OperationNames): string;
  /** Returns `undefined` for a response that the generated code has no type for. */
  response(names: OperationNames, status: string, components: readonly string[]): string | undefined;
  /** Program that reads `examples.json` with the generated code. */
  program?: string;
}

/** An operation's arguments end with the body, an object with its optional headers, and the options of the request. */
const OAZAPFTS = `import * as api from './generated/api.ts';
type Call = (...all: never[]) => unknown;
type Body<Operation extends Call, After extends unknown[]> =
  Required<Parameters<Operation>> extends [...unknown[], infer Value, ...After] ? Value : never;
type Data<Operation extends Call, Status> =
  Extract<Awaited<ReturnType<Operation>>, { status: Status }> extends { data: infer Value } ? Value : never;
`;

export const typescriptGenerators: readonly TypescriptGenerator[] = [
  {
    tool: 'openapi-typescript',
    generate: ({ npx }, bundle) => npx('openapi-typescript', bundle, '--output', 'generated/api.ts'),
    imports: "import type { operations } from './generated/api.ts';\n",
    request: ({ operationId, mediaType }) =>
      `operations['${operationId}']['requestBody']['content']['${mediaType}']`,
    response: ({ operationId }, status) =>
      `operations['${operationId}']['responses'][${status}]['content']['application/json']`,
  },
  {
    tool: 'orval',
    generate: ({ npx }, bundle) => npx('orval', '--input', bundle, '--output', 'generated/api.ts'),
    imports: "import * as api from './generated/api.ts';\n",
    request: ({ request }) => `api.${request}`,
    // Its client throws for any other status.
    response: ({ operationId }, status) =>
      status === '200' ? `Awaited<ReturnType<typeof api.${operationId}>>['data']` : undefined,
  },
  {
    tool: 'oazapfts',
    generate: async (scratch, bundle) => {
      scratch.write('generated/.keep', '');
      await scratch.npx('oazapfts', bundle, 'generated/api.ts');
    },
    imports: OAZAPFTS,
    request: ({ operationId, hasOptionalHeaders }) =>
      `Body<typeof api.${operationId}, [${hasOptionalHeaders ? 'unknown, ' : ''}unknown]>`,
    response: ({ operationId }, status) => `Data<typeof api.${operationId}, ${status}>`,
  },
  {
    tool: 'Kubb',
    generate: (scratch, bundle) =>
      scratch.run([process.execPath, 'node_modules/.bin/kubb', 'generate', '--config', 'kubb.config.js'], {
        env: { BUNDLE: bundle, KUBB_DISABLE_TELEMETRY: '1', DO_NOT_TRACK: '1' },
      }),
    imports: "import type * as api from './generated/api.ts';\n",
    request: ({ pascalId }) => `api.${pascalId}MutationRequest`,
    response: ({ pascalId }, status) => `api.${pascalId}${status}`,
  },
  {
    tool: '@hey-api/openapi-ts',
    generate: ({ npx }, bundle) =>
      npx('openapi-ts', '--input', bundle, '--output', 'generated', '--no-log-file'),
    imports: "import type * as api from './generated/types.gen.ts';\n",
    request: ({ pascalId }) => `api.${pascalId}Data['body']`,
    response: ({ pascalId }, status) => `(api.${pascalId}Responses & api.${pascalId}Errors)[${status}]`,
  },
  {
    tool: 'openapi-zod-client',
    generate: async (scratch, bundle) => {
      scratch.write('generated/.keep', '');
      await scratch.npx('openapi-zod-client', bundle, '--output', 'generated/api.ts', '--export-schemas');
    },
    imports: "import type { z } from 'zod';\nimport type { schemas } from './generated/api.ts';\n",
    request: ({ request }) => `z.input<typeof schemas.${request}>`,
    response: (_, __, components) => components.map((name) => `z.output<typeof schemas.${name}>`).join(' | '),
    program: 'parse.js',
  },
];
