import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

interface Schema {
  $ref?: string;
  type?: unknown;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  [more: string]: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}

interface Specification {
  readonly paths: Record<string, Record<string, unknown>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const RFC_2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} \+0000$/;
const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * Twilio's official specification as a judge of exchanges. The relaxations are those that its own examples need
 * (../shared/data/README.md); it allows unknown keys, so missing and extra ones are looked for here.
 * @param file path of the OpenAPI document.
 */
export function openApiJudge(file: string) {
  const specification = JSON.parse(readFileSync(file, 'utf8')) as Specification;
  relax(specification);
  const setup = { strict: false, validateSchema: false, allErrors: true, logger: false, formats: { 'date-time-rfc-2822': RFC_2822 } } as const;
  const answers = new Ajv(setup).addSchema(specification, 'twilio');
  const forms = new Ajv({ ...setup, coerceTypes: 'array' }).addSchema(specification, 'twilio');
  const resolved = (schema: Schema): Schema => (schema.$ref === undefined ? schema : (specification.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}));

  const operations = Object.entries(specification.paths).flatMap(([path, item]) =>
    VERBS.filter((verb) => verb in item).map((verb) => ({ path, verb, operation: item[verb] as Operation, pattern: patternOf(path) })),
  );
  // The path with more literal text wins: `Local.json` before `{Sid}.json`.
  operations.sort((a, b) => a.path.split('{').length - b.path.split('{').length);

  const find = (method: string, path: string) => operations.find((one) => one.verb === method.toLowerCase() && one.pattern.test(path));
  const check = (ajv: Ajv, schema: Schema, value: unknown): string[] => {
    const validate = ajv.compile(absolute(schema));
    return validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };

  return {
    /** Every operation, as `get /path`. */
    operations: operations.map(({ path, verb }) => ({ path, method: verb })),

    /** The operation an exchange belongs to, as `get /path`; undefined when the specification knows none. */
    operationOf: (method: string, path: string): string | undefined => {
      const found = find(method, path);
      return found === undefined ? undefined : `${found.verb} ${found.path}`;
    },

    /** What is wrong with a successful answer: schema errors, missing keys, extra keys. */
    judgeAnswer: (method: string, path: string, status: number, body: unknown): string[] => {
      const found = find(method, path);
      if (found === undefined) return ['no such operation'];
      const described = found.operation.responses[String(status)];
      if (described === undefined) return [`status ${status} is not described`];
      const schema = Object.values(described.content ?? {})[0]?.schema;
      if (schema === undefined) return body === undefined ? [] : ['a body where none belongs'];
      return [...check(answers, schema, body), ...differentKeys(schema, body, resolved)];
    },

    /** What is wrong with a form: schema errors, and keys the operation does not know. */
    judgeForm: (method: string, path: string, form: Readonly<Record<string, unknown>>): string[] => {
      const schema = find(method, path)?.operation.requestBody?.content['application/x-www-form-urlencoded']?.schema;
      if (schema === undefined) return ['no such operation'];
      const unknown = Object.keys(form).filter((key) => !(key in (schema.properties ?? {})));
      return [...check(forms, schema, { ...form }), ...unknown.map((key) => `unknown key ${key}`)];
    },

    /** The keys an operation knows: form fields of a POST, query parameters otherwise. */
    keysOf: (method: string, path: string): string[] => {
      const operation = specification.paths[path]?.[method] as Operation | undefined;
      const schema = operation?.requestBody?.content['application/x-www-form-urlencoded']?.schema;
      if (method === 'post') return Object.keys(schema?.properties ?? {});
      return (operation?.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name);
    },
  };
}

function patternOf(path: string): RegExp {
  const source = path.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}$`);
}

/** References of a schema taken out of the document point into it by name. */
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"twilio#/')) as Schema;
}

function relax(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(relax);
  if (typeof value !== 'object' || value === null) return;
  const schema = value as Schema;
  if (schema.nullable === true && Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum.push(null);
  if (typeof schema.type !== 'string') delete schema.nullable;
  if (schema.format !== undefined && schema.format !== 'date-time-rfc-2822') delete schema.format;
  // Prices are numbers in the specification and strings, or null, in its examples and in life.
  for (const key of ['base_price', 'current_price']) {
    const price = schema.properties?.[key];
    if (price !== undefined) price.type = ['number', 'string', 'null'];
  }
  const numberType = schema.properties?.['number_type'];
  if (numberType !== undefined) numberType.type = ['string', 'null'];
  // A sid that is not set may be an empty text.
  if (typeof schema['pattern'] === 'string' && /^\^[A-Z]{2}\[/.test(schema['pattern'])) {
    schema['pattern'] = `^(${schema['pattern'].replace(/^\^|\$$/g, '')})?$`;
    delete schema['minLength'];
  }
  // Null while the conference runs.
  if (Array.isArray(schema.enum) && schema.enum.includes('last-participant-left')) {
    schema.enum.push(null);
    schema.type = ['string', 'null'];
  }
  Object.values(schema).forEach(relax);
}

function differentKeys(schema: Schema, value: unknown, resolved: (schema: Schema) => Schema, where = ''): string[] {
  const { properties, items } = resolved(schema);
  if (Array.isArray(value)) return items === undefined ? [] : value.flatMap((one, index) => differentKeys(items, one, resolved, `${where}/${index}`));
  if (typeof value !== 'object' || value === null || properties === undefined) return [];
  const given = value as Record<string, unknown>;
  const missing = Object.keys(properties).filter((key) => !(key in given));
  const extra = Object.keys(given).filter((key) => !(key in properties));
  return [
    ...missing.map((key) => `${where}/${key} is missing`),
    ...extra.map((key) => `${where}/${key} does not belong`),
    ...Object.entries(properties).flatMap(([key, inner]) => differentKeys(inner, given[key], resolved, `${where}/${key}`)),
  ];
}
