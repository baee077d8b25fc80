/** Prints the state machine as Mermaid; `npm run states -- --write` puts it into docs/developers.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { statesAsMermaid } from '../src/domain/state-moves.ts';

const PAGE = fileURLToPath(new URL('../docs/developers.md', import.meta.url));
const PLACE = /(?<=<!-- states -->\n)[\s\S]*?(?=\n<!-- \/states -->)/u;

if (process.argv.includes('--write')) writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(PLACE, () => statesAsMermaid()));
else process.stdout.write(`${statesAsMermaid()}\n`);
