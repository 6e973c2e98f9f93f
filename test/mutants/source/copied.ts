/** What tests read beside `spec` and the files that every copy of the workspace has. */
export const COPIED: readonly string[] = [
  ...['packages', 'test', 'tools', '.changeset', '.ci', '.github'],
  ...[
    'README.md',
    'README.zh-CN.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'LICENSE',
    'Dockerfile',
    'compose.yaml',
  ],
  ...['action.yml', 'biome.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.json'],
  ...['vitest.config.ts', 'vitest.packaging.config.ts'],
];
