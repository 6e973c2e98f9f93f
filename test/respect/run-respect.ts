/** Runs Arazzo workflows with Redocly's Respect, a tool that is independent of this project. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redocly } from '../../packages/contract/src/generate/redocly.ts';

export interface RespectRun {
  /** File paths relative to the repository root. */
  readonly files: readonly string[];
  /** Server URLs by the names of the source descriptions. */
  readonly servers: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Only these workflows. @default all */
  readonly workflows?: readonly string[];
  readonly skip?: readonly string[];
}

export interface RespectStep {
  readonly workflow: string;
  readonly step: string;
  /** Failed checks: conditions, and status, media type and schema of the response. */
  readonly failed: readonly string[];
}

interface Report {
  files: Record<string, { executedWorkflows: { workflowId: string; executedSteps: ReportedStep[] }[] }>;
}

interface ReportedStep {
  stepId: string;
  checks: { name: string; status: string; message?: string }[];
}

/** Runs workflows. Resolves to the steps in the order in which they ran. A failed step ends its workflow. */
export async function runRespect({
  files,
  servers,
  inputs = {},
  workflows = [],
  skip = [],
}: RespectRun): Promise<RespectStep[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-respect-'));
  const output = join(folder, 'report.json');
  try {
    const options = [
      ...Object.entries(servers).flatMap(([name, url]) => ['--server', `${name}=${url}`]),
      ...workflows.flatMap((workflow) => ['--workflow', workflow]),
      ...skip.flatMap((workflow) => ['--skip', workflow]),
      ...['--input', JSON.stringify(inputs), '--json-output', output],
    ];
    // Exits with an error if a step fails. The report names the step.
    await redocly('respect', ...files, ...options).catch((error: Error) => {
      if (!error.message.includes('JSON logs saved')) throw error;
    });
    const { files: reports } = JSON.parse(readFileSync(output, 'utf8')) as Report;
    return Object.values(reports).flatMap(({ executedWorkflows }) =>
      executedWorkflows.flatMap(({ workflowId: workflow, executedSteps }) =>
        executedSteps.map(({ stepId: step, checks }) => ({
          workflow,
          step,
          failed: checks
            .filter(({ status }) => status !== 'success')
            .map(({ name, message }) => `${name}: ${message ?? ''}`),
        })),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
