/** Runs the conformance cases of spools on SQLite files. */
import { dirname, join } from 'node:path';
import { spoolCases } from '@pushspec/client/testing';
import { describe, it } from 'vitest';
import { fileInFolder } from './folder.fixture.ts';
import { createSqliteStore } from './index.ts';

describe.each(['full', 'normal'] as const)('a file with synchronous=%s', (synchronous) => {
  it.each(spoolCases)('$name', async ({ run }) => {
    const folder = dirname(fileInFolder());
    await run(({ storage, maxItems }) =>
      createSqliteStore({ file: join(folder, storage), maxItems, synchronous }),
    );
  });
});
