// locate.test.ts: a quote is found where it stands, or not at all.
import fc from 'fast-check';
import { locate } from './locate';

const TEXT = 'We use a “unique” constraint,\n  so the SECOND insert fails. İstanbul said: a < b && c.';

it.each([
  ['a "unique" constraint', 'a “unique” constraint'],
  ['constraint, so the second insert', 'constraint,\n  so the SECOND insert'],
  ['"the second insert fails."', 'the SECOND insert fails'],
  ['… insert fails …', 'insert fails'],
  ['a < b && c', 'a < b && c'],
  ['istanbul', null],
  ['third insert', null],
  ['inser', null],
  ['a', null],
  ['', null],
])('finds %j as %j', (quote, found) => {
  const span = locate(TEXT, quote);
  expect(span?.quote ?? null).toBe(found);
  if (span) expect(TEXT.slice(span.start, span.end)).toBe(span.quote);
});

it('what it finds always stands in the text, and a real piece of words is always found', () => {
  const word = fc.stringMatching(/^[a-zA-ZäöüßéИя0-9]{1,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 3, maxLength: 30 }), fc.nat(), fc.nat(), (words, a, b) => {
      const from = a % words.length;
      const piece = words.slice(from, from + 2 + (b % 5));
      const text = words.join('  ');
      const span = locate(text, piece.join(' '));
      if (piece.join(' ').length >= 4) expect(span).not.toBeNull();
      if (span) expect(text.slice(span.start, span.end)).toBe(span.quote);
    }),
  );
});
