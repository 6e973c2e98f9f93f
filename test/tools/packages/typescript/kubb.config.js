import { defineConfig } from '@kubb/core';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';

export default defineConfig({
  input: { path: process.env.BUNDLE },
  output: { path: 'generated', format: false },
  plugins: [pluginOas({ generators: [] }), pluginTs({ output: { path: 'api.ts' } })],
});
