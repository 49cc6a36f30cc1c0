// match.ts: reads an answer without a model: which expected signals it shows, what is wrong, what is worth a follow-up.
import type { Level } from '@mockverse/contracts/interview';
import type { Reading } from '@mockverse/interview/reading';
import type { QuestionRecord } from './record';

export interface AnswerToRead {
  /** Verbatim: quotes are spans of it in UTF-16 units. */
  answer: string;
  /** As it was asked: repeating it is no evidence. */
  question: string;
  record: QuestionRecord;
  /** Ids of the signals this turn is graded on, of the record or of its stretch. */
  signals: readonly string[];
  level: Level;
}

export function readAnswer(input: AnswerToRead): Reading {
  void input;
  return {
    findings: { signals: [], misconceptions: [], clarity: [], droppedQuotes: 0 },
    triggers: [],
    judgement: 'not-enough-evidence',
    judgementReason: '',
    declined: null,
  };
}
