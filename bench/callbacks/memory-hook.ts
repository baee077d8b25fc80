import { writeFileSync } from 'node:fs';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into a measured app before its own code (`node --import`): on SIGUSR2 it collects garbage and writes down what is left, in bytes.
 * Resident memory alone says little about growth, for the heap is as large as it once had to be. Compiled code does not count: V8 goes on
 * compiling what runs often, and for that the app can do nothing.
 */
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const file = process.env['BENCH_HEAP_FILE'] ?? '';

process.on('SIGUSR2', () => {
  collect();
  const spaces = getHeapSpaceStatistics().filter(({ space_name: name }) => !/code|trusted/.test(name));
  writeFileSync(file, String(spaces.reduce((sum, { space_used_size: used }) => sum + used, 0)));
});
