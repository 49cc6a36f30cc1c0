// gemini-schema.ts: a zod schema as the part of OpenAPI 3.0 that Gemini's `responseSchema` accepts.
import { z } from 'zod';

/** Anything else (additionalProperties, $schema, $ref, const, a list of types) is a 400. */
export interface GeminiSchema {
  type?: 'STRING' | 'NUMBER' | 'INTEGER' | 'BOOLEAN' | 'ARRAY' | 'OBJECT';
  description?: string;
  nullable?: boolean;
  enum?: string[];
  items?: GeminiSchema;
  /** int64 travels as a string. */
  minItems?: string;
  maxItems?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, GeminiSchema>;
  /** Gemini writes required properties first, in this order: evidence stands before the verdict. */
  required?: string[];
  propertyOrdering?: string[];
  anyOf?: GeminiSchema[];
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

export function toGeminiSchema(schema: z.ZodType): GeminiSchema {
  return convert(z.toJSONSchema(schema, { reused: 'inline', io: 'input' }) as JsonSchema);
}

function convert(json: JsonSchema): GeminiSchema {
  const union = json.anyOf ?? json.oneOf;
  if (union) return convertUnion(union as JsonSchema[], json.description);
  if (Array.isArray(json.type))
    return convertUnion(
      (json.type as string[]).map((type) => ({ ...json, type }) as JsonSchema),
      json.description,
    );
  if (json.$ref) throw new Error('Gemini takes no $ref: the schema must not refer to itself.');
  return compact({
    type: (json.type ?? typeOfConst(json))?.toUpperCase() as GeminiSchema['type'],
    description: json.description,
    enum: enumOf(json),
    ...arrayPart(json),
    ...objectPart(json),
    ...numberPart(json),
  });
}

/** `T | null` is a nullable T. */
function convertUnion(options: JsonSchema[], description: string | undefined): GeminiSchema {
  const real = options.filter((o) => o.type !== 'null');
  const nullable = real.length < options.length || undefined;
  const [only] = real;
  if (real.length === 1 && only) return compact({ ...convert(only), description: description ?? only.description, nullable });
  return compact({ anyOf: real.map(convert), description, nullable });
}

const typeOfConst = (json: JsonSchema): string | undefined =>
  typeof json.const === 'string' || json.enum ? 'string' : undefined;

function enumOf(json: JsonSchema): string[] | undefined {
  if (typeof json.const === 'string') return [json.const];
  return json.enum?.map(String);
}

function arrayPart(json: JsonSchema): GeminiSchema {
  if (json.type !== 'array') return {};
  return {
    items:
      json.items && typeof json.items === 'object' && !Array.isArray(json.items) ? convert(json.items as JsonSchema) : undefined,
    minItems: json.minItems === undefined ? undefined : String(json.minItems),
    maxItems: json.maxItems === undefined ? undefined : String(json.maxItems),
  };
}

function objectPart(json: JsonSchema): GeminiSchema {
  if (json.type !== 'object') return {};
  const entries = Object.entries(json.properties ?? {});
  const required = new Set(json.required ?? []);
  return {
    properties: Object.fromEntries(entries.map(([name, value]) => [name, convert(value as JsonSchema)])),
    required: entries.map(([name]) => name).filter((name) => required.has(name)),
    propertyOrdering: entries.map(([name]) => name),
  };
}

function numberPart(json: JsonSchema): GeminiSchema {
  if (json.type !== 'integer' && json.type !== 'number') return {};
  // zod states the safe-integer range on every int: it constrains nothing and costs decoder states.
  const stated = (n: number | undefined) => (n === undefined || Math.abs(n) >= Number.MAX_SAFE_INTEGER ? undefined : n);
  return { minimum: stated(json.minimum), maximum: stated(json.maximum) };
}

const compact = (schema: GeminiSchema): GeminiSchema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined)) as GeminiSchema;
