/** Files that a copy of the repository needs for tests, in addition to those in every workspace copy. */
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
