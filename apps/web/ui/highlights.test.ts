// highlights.test.ts: an answer is cut at its quotes and nothing of it is lost.
import { cutByQuotes, visible } from './highlights';

it('cuts at every edge of overlapping quotes and keeps every character', () => {
  const pieces = cutByQuotes('abcdefgh', [
    { key: 'x', start: 1, end: 5 },
    { key: 'y', start: 3, end: 7 },
  ]);
  expect(pieces.map((p) => [p.text, p.keys])).toEqual([
    ['a', []],
    ['bc', ['x']],
    ['de', ['x', 'y']],
    ['fg', ['y']],
    ['h', []],
  ]);
});

it('leaves out a quote that points outside the answer', () => {
  expect(cutByQuotes('abc', [{ key: 'x', start: 1, end: 9 }])).toEqual([{ text: 'abc', start: 0, keys: [] }]);
});

it('shows a sign for each control character, so that places stay the same', () => {
  const text = 'a\u0007b\u001bc\u202ed\ne';
  expect(visible(text)).toHaveLength(text.length);
  expect(visible(text)).toBe('a\u2407b\u241bc\ufffdd\ne');
});
