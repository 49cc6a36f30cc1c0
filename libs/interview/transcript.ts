// transcript.ts: puts the chunks of one turn together as the one answer that was said.
import type { ChunkIn } from '@mockverse/contracts/api';

export type HeardChunk = Pick<ChunkIn, 'seq' | 'kind' | 'text'>;

/**
 * Finals in the order of their seq; an interim is the growing text of the segment that is not final yet,
 * so only the last one after the last final still says something new.
 */
export function stitch(chunks: readonly HeardChunk[]): string {
  const inOrder = [...chunks].sort((a, b) => a.seq - b.seq);
  const finals = inOrder.filter((chunk) => chunk.kind === 'final');
  const lastFinal = finals.at(-1)?.seq ?? 0;
  const unfinished = inOrder.findLast((chunk) => chunk.kind === 'interim' && chunk.seq > lastFinal);
  return oneLine([...finals, ...(unfinished ? [unfinished] : [])].map((chunk) => chunk.text).join(' '));
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
