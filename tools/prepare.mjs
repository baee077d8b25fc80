// npm's `prepare`: generates the database client with Prisma's CLI. That is a development package; a production install
// (`npm ci --omit=dev`) does without, and gets src/generated from where it was generated (the Dockerfile's first stage, an earlier `npm ci`).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const cli = at('node_modules/prisma/build/index.js');
if (existsSync(cli)) {
  process.exitCode = spawnSync(process.execPath, [cli, 'generate'], { cwd: at('.'), stdio: 'inherit' }).status ?? 1;
} else if (existsSync(at('src/generated/prisma/client.ts'))) {
  console.log('The database client is there already.');
} else {
  console.log('There is no database client, and no Prisma to generate it with. Run `npm ci` and then `npm prune --omit=dev`, or copy src/generated from where `npm ci` ran.');
}
