/** What tests read beside `spec` and the files that every copy of the workspace has. */
export const COPIED: readonly string[] = [
  ...['packages', 'test', 'tools', 'vitest.config.ts', 'tsconfig.json', 'pnpm-workspace.yaml'],
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'SECURITY.md'],
];
