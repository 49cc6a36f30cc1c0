// warm-up.ts: does the work of a question for nobody, before the first person waits for it.
import { readAnswer } from '@mockverse/bank/match';
import type { Shelf } from '@mockverse/bank/shelf';
import type { Log } from '@mockverse/runtime/log';
import type { Store } from '@mockverse/store/store';

/** Reading the first answers takes ten times as long as reading the hundredth; this many take a fifth of a second. */
const ANSWERS = 24;
/** As many as ask at once in a quiet moment; more are opened when they are needed. */
const CONNECTIONS = 4;
const NOBODY = '00000000-0000-0000-0000-000000000000';

export const warmUp = async ({ store, shelf, log }: { store: Store; shelf: Shelf; log: Log }): Promise<void> => {
  const apart = Math.max(1, Math.floor(shelf.records.length / ANSWERS));
  for (const record of shelf.records.filter((_, place) => place % apart === 0).slice(0, ANSWERS)) {
    const signals = record.signals.map((signal) => signal.id);
    readAnswer({ answer: record.modelAnswer, question: record.modelAnswer.slice(0, 80), record, signals, level: 'mid' });
  }
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, () => store.questions.claim(NOBODY, 0)));
  } catch (error) {
    // A database that is away now is met again at the first job.
    log.debug('the database was not there to be warmed up', { error });
  }
};
