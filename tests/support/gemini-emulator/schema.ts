// schema.ts: holds the emulator to the schema it was given, and makes a value for a schema it does not understand.
import type { WireSchema } from './wire';

/** Where and why the value does not fit, or undefined. */
export function misfit(value: unknown, schema: WireSchema, path = '$'): string | undefined {
  if (value === null) return schema.nullable || schema.type === 'NULL' ? undefined : `${path} is null`;
  if (schema.anyOf) return schema.anyOf.some((s) => misfit(value, s, path) === undefined) ? undefined : `${path} fits no option`;
  switch (schema.type) {
    case 'STRING':
      if (typeof value !== 'string') return `${path} is no string`;
      return schema.enum && !schema.enum.includes(value) ? `${path} is not in the enum` : undefined;
    case 'INTEGER':
    case 'NUMBER':
      return numberMisfit(value, schema, path);
    case 'BOOLEAN':
      return typeof value === 'boolean' ? undefined : `${path} is no boolean`;
    case 'ARRAY':
      if (!Array.isArray(value)) return `${path} is no list`;
      return value.map((item, i) => misfit(item, schema.items ?? {}, `${path}[${i}]`)).find(Boolean);
    case 'OBJECT':
      return objectMisfit(value, schema, path);
    default:
      return undefined;
  }
}

function numberMisfit(value: unknown, schema: WireSchema, path: string): string | undefined {
  if (typeof value !== 'number' || (schema.type === 'INTEGER' && !Number.isInteger(value)))
    return `${path} is no ${schema.type?.toLowerCase()}`;
  return value < (schema.minimum ?? value) || value > (schema.maximum ?? value) ? `${path} is out of range` : undefined;
}

function objectMisfit(value: unknown, schema: WireSchema, path: string): string | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return `${path} is no object`;
  const held = value as Record<string, unknown>;
  const properties = schema.properties ?? {};
  const extra = Object.keys(held).find((name) => !(name in properties));
  if (extra) return `${path}.${extra} is not in the schema`;
  const lost = (schema.required ?? []).find((name) => !(name in held));
  if (lost) return `${path}.${lost} is missing`;
  return Object.entries(held)
    .map(([name, item]) => misfit(item, properties[name] ?? {}, `${path}.${name}`))
    .find(Boolean);
}

/** Some value that fits. */
export function anyValue(schema: WireSchema): unknown {
  if (schema.anyOf?.[0]) return anyValue(schema.anyOf[0]);
  switch (schema.type) {
    case 'STRING':
      return schema.enum?.[0] ?? 'text';
    case 'INTEGER':
    case 'NUMBER':
      return schema.minimum ?? 1;
    case 'BOOLEAN':
      return true;
    case 'ARRAY':
      return Array.from({ length: Number(schema.minItems ?? 1) }, () => anyValue(schema.items ?? {}));
    case 'OBJECT':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, s]) => [name, anyValue(s)]));
    default:
      return null;
  }
}

/** Required properties come first, in the order of `required`: the order in which the real decoder writes them. */
export function inOrder(value: unknown, schema: WireSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, schema.items ?? {}));
  if (typeof value !== 'object' || value === null) return value;
  const held = value as Record<string, unknown>;
  const names = [...new Set([...(schema.required ?? []), ...Object.keys(held)])].filter((name) => name in held);
  return Object.fromEntries(names.map((name) => [name, inOrder(held[name], schema.properties?.[name] ?? {})]));
}
