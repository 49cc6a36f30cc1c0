// json-answer.test.ts: JSON is read out of what models wrap it in, and nothing is guessed when it is not there.
import fc from 'fast-check';
import { z } from 'zod';
import { toGeminiSchema } from './gemini-schema';
import { readJson } from './json-answer';

const Any = z.record(z.string(), z.unknown());

it.each([
  ['{"a":1}', { a: 1 }],
  ['```json\n{"a":1}\n```', { a: 1 }],
  ['Here you are:\n{"a":"}{"}\nBye.', { a: '}{' }],
  ['{"a":1}{"a":1}', { a: 1 }],
  ['{"a":{"b":1},"c":{"b":2}}', { a: { b: 1 }, c: { b: 2 } }],
  ['{"a":"\\"x\\": {"}', { a: '"x": {' }],
  ['[{"a":1}]', { a: 1 }],
])('reads %j', (text, value) => {
  expect(readJson(text, Any)).toEqual(value);
});

it.each([
  '',
  'null',
  'no JSON here',
  '{"a":',
  '{"a":"unterminated',
  '{"a":NaN}',
  '{"a":1,"a":2}',
  '{"x":{"a":1,"a":1}}',
  '{"a":1}{"a":2}',
  "{'a':1}",
  '{"a":1,}',
])('refuses %j', (text) => {
  expect(() => readJson(text, Any)).toThrow(expect.objectContaining({ kind: 'unparsable' }));
});

it('reads back any object, whatever stands around it', () => {
  const around = fc.string().filter((s) => !/[{}"]/.test(s));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), around, around, (value, before, after) => {
      const text = JSON.stringify(value);
      expect(readJson(before + text + after, z.unknown())).toEqual(JSON.parse(text));
    }),
  );
});

describe('a schema for Gemini', () => {
  it('has upper-case types, nullable in place of unions, the order of the fields, and nothing that Gemini refuses', () => {
    const schema = z.strictObject({
      quote: z.string().nullable().describe('verbatim'),
      status: z.enum(['covered', 'missing']),
      kind: z.literal('signal'),
      level: z.int().min(1).max(5),
      list: z.array(z.strictObject({ id: z.string() })).max(8),
      maybe: z.boolean().optional(),
    });
    expect(toGeminiSchema(schema)).toEqual({
      type: 'OBJECT',
      properties: {
        quote: { type: 'STRING', description: 'verbatim', nullable: true },
        status: { type: 'STRING', enum: ['covered', 'missing'] },
        kind: { type: 'STRING', enum: ['signal'] },
        level: { type: 'INTEGER', minimum: 1, maximum: 5 },
        list: {
          type: 'ARRAY',
          maxItems: '8',
          items: { type: 'OBJECT', properties: { id: { type: 'STRING' } }, required: ['id'], propertyOrdering: ['id'] },
        },
        maybe: { type: 'BOOLEAN' },
      },
      required: ['quote', 'status', 'kind', 'level', 'list'],
      propertyOrdering: ['quote', 'status', 'kind', 'level', 'list', 'maybe'],
    });
  });
});
