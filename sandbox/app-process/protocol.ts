import { z } from 'zod';

/** What the sandbox tells the process of the app. */
export const orderSchema = z.discriminatedUnion('order', [
  /** First of all: with which settings to start. By message, so that no secret stands in a list of processes. */
  z.strictObject({ order: z.literal('start'), environment: z.record(z.string(), z.string().optional()) }),
  /** Finish what is in hand, close the database and end. */
  z.strictObject({ order: z.literal('stop') }),
]);
export type Order = z.output<typeof orderSchema>;

/** What the process of the app tells the sandbox. */
export const reportSchema = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('ready') }),
  z.strictObject({ report: z.literal('failed'), why: z.string() }),
  z.strictObject({ report: z.literal('log'), line: z.strictObject({ level: z.string(), message: z.string(), json: z.string() }) }),
]);
export type Report = z.output<typeof reportSchema>;
