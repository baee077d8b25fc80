import { VARIABLE_LIST } from './env.ts';
import type { Environment, Values, VariableName } from './env.ts';

export type ReadVariables = { readonly values: Values; readonly problems?: undefined } | { readonly problems: readonly string[]; readonly values?: undefined };

/** Reads every variable by its own schema, defaults filled in. Each problem is a sentence that names the variable and says how to get it right. */
export function readVariables(environment: Environment): ReadVariables {
  const { values, problems } = readEach(environment);
  // Each value has just come out of the schema that `Values` takes its type from, and with no problem none is missing.
  return problems.length > 0 ? { problems } : { values: values as Values };
}

/** The same as far as it goes: a variable that cannot be read hides none of the others. */
export function readEach(environment: Environment): { readonly values: Partial<Values>; readonly problems: readonly string[] } {
  const values: Partial<Record<VariableName, unknown>> = {};
  const problems: string[] = [];
  for (const { name, variable } of VARIABLE_LIST) {
    const text = textOf(environment, name) ?? variable.default;
    const read = text === null ? { success: true as const, data: undefined } : variable.schema.safeParse(text);
    if (read.success) values[name] = read.data;
    else problems.push(`${name} ${read.error.issues[0]?.message ?? 'is not valid'}. ${variable.doc}`);
  }
  return { values: values as Partial<Values>, problems };
}

/** Whether somebody set it: spaces, or nothing after the =, are not set. */
export function isSet(environment: Environment, name: VariableName): boolean {
  return textOf(environment, name) !== undefined;
}

function textOf(environment: Environment, name: VariableName): string | undefined {
  const text = environment[name]?.trim();
  return text === '' ? undefined : text;
}
