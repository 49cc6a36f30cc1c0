// wire.ts: what a request may hold, as strict as the real service: unknown names and wrong types are a 400.
import { badRequest, type ErrorObject, errorObject, type Violation } from './errors';

type Spec =
  | 'string'
  | 'number'
  | 'int64'
  | 'boolean'
  | 'any'
  | { list: Spec }
  | { map: Spec }
  | { fields: Record<string, Spec> }
  | (() => Spec);

const strings: Spec = { list: 'string' };

/** OpenAPI 3.0 subset. additionalProperties, $schema, $ref and const are not in it. */
const SCHEMA: Spec = {
  fields: {
    type: 'string',
    format: 'string',
    title: 'string',
    description: 'string',
    nullable: 'boolean',
    enum: strings,
    items: () => SCHEMA,
    minItems: 'int64',
    maxItems: 'int64',
    properties: { map: () => SCHEMA },
    required: strings,
    minProperties: 'int64',
    maxProperties: 'int64',
    minLength: 'int64',
    maxLength: 'int64',
    pattern: 'string',
    minimum: 'number',
    maximum: 'number',
    anyOf: { list: () => SCHEMA },
    propertyOrdering: strings,
    default: 'any',
    example: 'any',
  },
};

const BLOB: Spec = { fields: { mimeType: 'string', data: 'string' } };
const PART: Spec = {
  fields: {
    text: 'string',
    inlineData: BLOB,
    fileData: { fields: { mimeType: 'string', fileUri: 'string' } },
    functionCall: 'any',
    functionResponse: 'any',
    executableCode: 'any',
    codeExecutionResult: 'any',
    thought: 'boolean',
    thoughtSignature: 'string',
  },
};
const CONTENT: Spec = { fields: { role: 'string', parts: { list: PART } } };
const THINKING: Spec = { fields: { includeThoughts: 'boolean', thinkingBudget: 'number', thinkingLevel: 'string' } };

const GENERATION: Spec = {
  fields: {
    stopSequences: strings,
    responseMimeType: 'string',
    responseSchema: SCHEMA,
    responseJsonSchema: 'any',
    candidateCount: 'number',
    maxOutputTokens: 'number',
    temperature: 'number',
    topP: 'number',
    topK: 'number',
    seed: 'number',
    presencePenalty: 'number',
    frequencyPenalty: 'number',
    responseLogprobs: 'boolean',
    logprobs: 'number',
    responseModalities: strings,
    thinkingConfig: THINKING,
  },
};

const GENERATE: Spec = {
  fields: {
    model: 'string',
    contents: { list: CONTENT },
    systemInstruction: CONTENT,
    tools: 'any',
    toolConfig: 'any',
    cachedContent: 'string',
    serviceTier: 'string',
    safetySettings: { list: { fields: { category: 'string', threshold: 'string' } } },
    generationConfig: GENERATION,
  },
};

const COUNT: Spec = { fields: { contents: { list: CONTENT }, generateContentRequest: GENERATE } };

export interface WirePart {
  text?: string;
}
export interface WireContent {
  role?: string;
  parts?: WirePart[];
}
export interface WireRequest {
  contents: WireContent[];
  systemInstruction?: WireContent;
  generationConfig?: {
    responseMimeType?: string;
    responseSchema?: WireSchema;
    maxOutputTokens?: number;
    thinkingConfig?: { thinkingLevel?: string };
  };
}
export interface WireSchema {
  type?: string;
  enum?: string[];
  items?: WireSchema;
  properties?: Record<string, WireSchema>;
  required?: string[];
  nullable?: boolean;
  minimum?: number;
  maximum?: number;
  minItems?: string;
  maxItems?: string;
  anyOf?: WireSchema[];
}

/** The request in camelCase, or the error that the service would answer. */
export function readRequest(body: unknown, method: 'generate' | 'count'): { request: WireRequest } | { error: ErrorObject } {
  const violations: Violation[] = [];
  const request = read(body, method === 'generate' ? GENERATE : COUNT, '', violations) as WireRequest;
  if (violations.length > 0) return { error: badRequest(violations) };
  const error = method === 'generate' ? meaningOf(request) : undefined;
  return error ? { error } : { request };
}

function read(value: unknown, spec: Spec, path: string, violations: Violation[]): unknown {
  if (typeof spec === 'function') return read(value, spec(), path, violations);
  if (spec === 'any') return value;
  if (value === null || value === undefined) return undefined;
  if (typeof spec === 'string') return readScalar(value, spec, path, violations);
  if ('list' in spec) {
    if (!Array.isArray(value)) return refuse(path, 'TYPE_MESSAGE', value, violations);
    return value.map((item, i) => read(item, spec.list, `${path}[${i}]`, violations));
  }
  if (typeof value !== 'object' || Array.isArray(value)) return refuse(path, 'TYPE_MESSAGE', value, violations);
  if ('map' in spec) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item], i) => [key, read(item, spec.map, `${path}[${i}].value`, violations)]),
    );
  }
  return readFields(value as Record<string, unknown>, spec.fields, path, violations);
}

function readFields(
  value: Record<string, unknown>,
  fields: Record<string, Spec>,
  path: string,
  violations: Violation[],
): unknown {
  const known: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const camel = name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const spec = fields[camel];
    if (!spec) {
      const description = `Invalid JSON payload received. Unknown name "${name}"${path ? ` at '${path}'` : ''}: Cannot find field.`;
      violations.push({ field: path, description });
    } else {
      known[camel] = read(item, spec, path ? `${path}.${snake(camel)}` : snake(camel), violations);
    }
  }
  return known;
}

function readScalar(
  value: unknown,
  spec: 'string' | 'number' | 'int64' | 'boolean',
  path: string,
  violations: Violation[],
): unknown {
  const fits = spec === 'int64' ? /^\d+$/.test(String(value)) : typeof value === spec;
  return fits ? value : refuse(path, `TYPE_${spec.toUpperCase()}`, value, violations);
}

function refuse(path: string, type: string, value: unknown, violations: Violation[]): undefined {
  violations.push({ field: path, description: `Invalid value at '${path}' (${type}), ${JSON.stringify(value)}` });
  return undefined;
}

const snake = (camel: string): string => camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const invalid = (message: string): ErrorObject => errorObject(400, 'INVALID_ARGUMENT', message);

/** Right names and types that still make no sense together. */
function meaningOf(request: WireRequest): ErrorObject | undefined {
  const contents = request.contents ?? [];
  if (contents.length === 0) return invalid('* GenerateContentRequest.contents: contents is not specified\n');
  for (const [i, content] of contents.entries()) {
    if (content.role !== undefined && !['user', 'model', 'function'].includes(content.role))
      return invalid('Please use a valid role: user, model.');
    if (!content.parts?.length)
      return invalid(`* GenerateContentRequest.contents[${i}].parts: contents.parts must not be empty.\n`);
    const hollow = content.parts.findIndex((part) => Object.keys(part).length === 0 || part.text === '');
    if (hollow >= 0) {
      return invalid(
        `* GenerateContentRequest.contents[${i}].parts[${hollow}].data: required oneof field 'data' must have one initialized field\n`,
      );
    }
    if (i > 0 && contents[i - 1]?.role === content.role)
      return invalid('Please ensure that multiturn requests alternate between user and model.');
  }
  if (contents.at(-1)?.role === 'model')
    return invalid('Please ensure that multiturn requests end with a user role or a function response.');
  return schemaMeaning(request.generationConfig ?? {});
}

function schemaMeaning(config: NonNullable<WireRequest['generationConfig']>): ErrorObject | undefined {
  if (config.responseSchema === undefined) return undefined;
  if (config.responseMimeType !== 'application/json' && config.responseMimeType !== 'text/x.enum') {
    return invalid(`GenerateContentRequest.generation_config.response_schema: only allowed with a response_mime_type of JSON`);
  }
  const fault = schemaFault(config.responseSchema, 'generation_config.response_schema');
  return fault ? invalid(`* GenerateContentRequest.${fault}\n`) : undefined;
}

const TYPES = ['STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY', 'OBJECT', 'NULL'];

function schemaFault(schema: WireSchema, path: string): string | undefined {
  if (schema.anyOf) return schema.anyOf.map((s, i) => schemaFault(s, `${path}.any_of[${i}]`)).find(Boolean);
  if (!TYPES.includes(schema.type ?? '')) return `${path}.type: must be one of ${TYPES.join(', ')}`;
  if (schema.type === 'ARRAY') return schema.items ? schemaFault(schema.items, `${path}.items`) : `${path}.items: missing field.`;
  if (schema.type !== 'OBJECT') return undefined;
  const properties = schema.properties ?? {};
  if (Object.keys(properties).length === 0) return `${path}.properties: should be non-empty for OBJECT type`;
  const lost = (schema.required ?? []).findIndex((name) => !(name in properties));
  if (lost >= 0) return `${path}.required[${lost}]: property is not defined`;
  return Object.entries(properties)
    .map(([name, s]) => schemaFault(s, `${path}.properties[${name}]`))
    .find(Boolean);
}
