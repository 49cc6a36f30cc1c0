// segments.test.ts: sentences, clauses and words are found in written and in spoken text.
import fc from 'fast-check';
import { clauses, sentences } from './segments';
import { contentInOrder, stemOf, tokenise } from './tokens';

const texts = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it('end at full stops and line ends, not at abbreviations, decimals and versions', () => {
    expect(texts('It took 3.5 s, e.g. on Node.js 20.1. Then it was fast!\nGood')).toEqual([
      'It took 3.5 s, e.g. on Node.js 20.1.',
      'Then it was fast!',
      'Good',
    ]);
  });

  it('are cut into clauses at commas, "but" and "because", and a long spoken one at its connectives', () => {
    const spoken =
      'so first the database reads every row in the table and then it throws nearly all of them away which takes a very long time when the table is large';
    const cut = (text: string) => clauses(text, sentences(text)).map(({ start, end }) => text.slice(start, end));
    expect(cut('Reads get faster, but writes get slower because of it.')).toEqual([
      'Reads get faster',
      'but writes get slower',
      'because of it.',
    ]);
    expect(cut(spoken).length).toBeGreaterThan(2);
  });

  it('and clauses keep every word, in order', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('a', 'word', 'but', 'e.g.', 'end.', ',', '\n', '“x”', '😀', 'because'))
          .map((all) => all.join(' ')),
        (text) => {
          const words = (from: { start: number; end: number }[]) =>
            from.flatMap(({ start, end }) => tokenise(text.slice(start, end)).map((token) => token.word));
          const all = tokenise(text).map((token) => token.word);
          expect(words(sentences(text))).toEqual(all);
          expect(words(clauses(text, sentences(text)))).toEqual(all);
        },
      ),
    );
  });
});

describe('words', () => {
  it.each([
    ['DB', 'databases'],
    ['k8s', 'Kubernetes'],
    ['async', 'asynchronous'],
    ['slower', 'slow'],
    ['written', 'writes'],
    ['indices', 'indexing'],
    ['two', '2'],
  ])('"%s" and "%s" mean the same', (a, b) => expect(stemOf(a.toLowerCase())).toBe(stemOf(b.toLowerCase())));

  it('keep their place in the text, and contractions lose their tail', () => {
    const text = 'The customer’s useEffect';
    expect(tokenise(text).map(({ start, end }) => text.slice(start, end))).toEqual(['The', 'customer’s', 'use', 'Effect']);
    expect(contentInOrder("I'd check the customer's order")).toEqual([stemOf('check'), stemOf('customer'), stemOf('order')]);
  });
});
