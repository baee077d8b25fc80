import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Where the page goes must be said.');

// Whoever wanted the page is gone, and half of one is of use to nobody.
const givenUp = (): void => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
};
process.once('disconnect', givenUp);
await build({
  configFile: false,
  root: join(import.meta.dirname, '..', 'page'),
  base: '/sandbox/',
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic' } },
  build: { outDir: folder, emptyOutDir: true, target: 'es2024', chunkSizeWarningLimit: 2_000 },
});
process.off('disconnect', givenUp);
process.disconnect();
