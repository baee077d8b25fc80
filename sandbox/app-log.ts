import { z } from 'zod';
import type { Log } from '../src/conference/ports.ts';
import { createLog } from '../src/logging/log.ts';

const lineSchema = z.looseObject({ level: z.string(), msg: z.string() });

/** A line of the app's log, cleaned as it would be on standard output. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  /** The whole line, as JSON. */
  readonly json: string;
}

/** A log that goes to `listener` instead of standard output, which belongs to the person watching. */
export function appLog(level: string, secrets: readonly string[], listener: (line: LogLine) => void): Log {
  return createLog({ level, phoneNumbers: 'masked', secrets }, {
    write: (json) => {
      const { level: at, msg } = lineSchema.parse(JSON.parse(json));
      listener({ level: at, message: msg, json });
    },
  });
}
