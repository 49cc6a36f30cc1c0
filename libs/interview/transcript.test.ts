// transcript.test.ts: chunks become one answer, whatever order they came in.
import fc from 'fast-check';
import { type HeardChunk, stitch } from './transcript';

const final = (seq: number, text: string): HeardChunk => ({ seq, kind: 'final', text });
const interim = (seq: number, text: string): HeardChunk => ({ seq, kind: 'interim', text });

const chunks = fc.uniqueArray(
  fc.record({
    seq: fc.integer({ min: 1, max: 50 }),
    kind: fc.constantFrom('interim' as const, 'final' as const),
    text: fc.string(),
  }),
  { selector: (chunk) => chunk.seq },
);

describe('stitch', () => {
  it('joins finals in the order of their seq with single spaces', () => {
    expect(stitch([final(2, ' speeds up  reads'), final(1, 'An index\n')])).toBe('An index speeds up reads');
  });

  it('lets a final replace the interims before it', () => {
    expect(stitch([interim(1, 'an'), interim(2, 'an index'), final(3, 'An index helps.')])).toBe('An index helps.');
  });

  it('keeps only the last interim after the last final, because interims grow', () => {
    expect(stitch([final(1, 'One.'), interim(2, 'and'), interim(3, 'and two')])).toBe('One. and two');
  });

  it('gives an empty answer for nothing and for white space', () => {
    expect(stitch([])).toBe('');
    expect(stitch([final(1, ' \n ')])).toBe('');
  });

  it('does not depend on the order of arrival', () => {
    fc.assert(
      fc.property(chunks, fc.infiniteStream(fc.nat()), (heard, keys) => {
        const shuffled = heard
          .map((chunk) => ({ chunk, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map((one) => one.chunk);
        expect(stitch(shuffled)).toBe(stitch(heard));
      }),
    );
  });

  it('is stable when its own result is stitched again', () => {
    fc.assert(fc.property(chunks, (heard) => expect(stitch([final(1, stitch(heard))])).toBe(stitch(heard))));
  });
});
