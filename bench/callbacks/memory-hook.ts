import { writeFileSync } from 'node:fs';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into a measured app before its own code (`node --import`): on SIGUSR2 it collects garbage and writes down what is left, in bytes.
 * Resident memory alone says little about growth: V8 keeps pages it has emptied, hundreds of megabytes of them, until it is idle for long. The
 * "last resort" gives them back, and forgets caches too, so that what is left is what somebody holds. Compiled code does not count: V8 goes on
 * compiling what runs often, and for that the app can do nothing.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'major'; readonly execution: 'sync'; readonly flavor: 'last-resort' }) => void;
const file = process.env['BENCH_HEAP_FILE'] ?? '';

process.on('SIGUSR2', () => {
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => !/code|trusted/.test(name));
  writeFileSync(file, String(spaces.reduce((sum, { space_used_size: used }) => sum + used, 0)));
});
