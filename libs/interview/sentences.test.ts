// sentences.test.ts: a growing text is spoken early, whole, and never twice.
import fc from 'fast-check';
import { createSentenceSplitter, speechSafe, splitSentences } from './sentences';

const split = (text: string, size = text.length || 1): string[] => {
  const splitter = createSentenceSplitter();
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.flush()];
};

describe('the sentence splitter', () => {
  it('gives a sentence as soon as the next one begins', () => {
    const splitter = createSentenceSplitter();
    expect(splitter.push('Tell me about an index')).toEqual([]);
    expect(splitter.push(' on a table. What')).toEqual(['Tell me about an index on a table.']);
    expect(splitter.flush()).toEqual(['What']);
  });

  it.each([
    'We use Node.js 20.19 and v1.2 of the tool in production.',
    'Some stores, e.g. Redis, keep everything in memory all the time.',
    'The limit is 3.5 seconds, i.e. more than people want to wait.',
  ])('does not cut at abbreviations, versions and decimals: %s', (sentence) => {
    expect(split(`${sentence} And why is that so?`, 3)).toEqual([sentence, 'And why is that so?']);
  });

  it('joins a piece too short to be spoken alone with the next sentence', () => {
    expect(split('Right. Let us talk about caching then. Where does it sit?')).toEqual([
      'Right. Let us talk about caching then.',
      'Where does it sit?',
    ]);
  });

  it('cuts a very long sentence at a clause', () => {
    const pieces = split(`${'the service reads the row and writes it back, '.repeat(12)}done.`);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.every((piece) => piece.length <= 221)).toBe(true);
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith(','))).toBe(true);
  });

  it('loses and repeats nothing, however the stream is cut', () => {
    const text = fc
      .array(fc.constantFrom('one', 'two.', 'e.g.', 'Three?', 'v1.2', 'long,', '\n', 'x'.repeat(90), '😀'))
      .map((words) => words.join(' '));
    const bare = (pieces: string[]): string => pieces.join('').replace(/\s+/g, '');
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 40 }), (whole, size) =>
        expect(bare(split(whole, size))).toBe(whole.replace(/\s+/g, '')),
      ),
    );
  });

  it('works over a stream', async () => {
    const stream = async function* () {
      yield 'What does the index cost ';
      yield 'on every write? And on reads?';
    };
    const heard: string[] = [];
    for await (const sentence of splitSentences(stream())) heard.push(sentence);
    expect(heard).toEqual(['What does the index cost on every write?', 'And on reads?']);
  });
});

describe('speechSafe', () => {
  it.each([
    ['**Interviewer:** What is an `index`?', 'What is an index?'],
    ['Interviewer: So, *why* is that?', 'So, why is that?'],
    ['## Next\n- What is [ACID](https://x.y)?', 'Next What is ACID?'],
    ['"What would you do?"', 'What would you do?'],
    ['Is a * b * c slow?', 'Is a * b * c slow?'],
  ])('%s is spoken as: %s', (written, spoken) => expect(speechSafe(written)).toBe(spoken));
});
