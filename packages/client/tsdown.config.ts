import { defineConfig } from 'tsdown';
import { addDeclarationSources, removeCodeMaps } from './declaration-sources.ts';
import manifest from './package.json' with { type: 'json' };

export default defineConfig({
  entry: [
    ...Object.values(manifest.exports).filter((file) => file.endsWith('.ts')),
    // Separate chunks, so that openapi-fetch is loaded with the first `send()`, and the failure policy with the first failure.
    ...['./src/openapi.ts', './src/openapi-client.ts', './src/transport.ts', './src/deadline.ts'],
  ],
  format: 'esm',
  platform: 'neutral',
  target: 'node20.19',
  dts: { sourcemap: true },
  fixedExtension: false,
  // The contract's tables and types become part of the client: whoever installs it needs neither the contract nor its tools.
  deps: {
    onlyBundle: [],
    onlyImport: ['openapi-fetch', 'undici', /^node:/],
    neverBundle: [/^node:/],
  },
  hooks: {
    'build:done': ({ options: { outDir } }) => {
      addDeclarationSources(outDir);
      removeCodeMaps(outDir);
    },
  },
});
