// examination.ts: the built-in reading graded against the samples that people graded: the order must hold.
import type { Scores } from '@mockverse/contracts/interview';
import { meanScore, scoreAnswer } from '@mockverse/interview/score';
import { readAnswer } from './match';
import type { QuestionRecord } from './record';

const SAMPLES = ['weak', 'solid', 'strong'] as const;

export interface ExaminedSample {
  name: (typeof SAMPLES)[number];
  scores: Scores;
  /** Null when the answer was not judged: that ranks lowest. */
  mean: number | null;
  byHand: number;
}

export interface Examined {
  id: string;
  samples: ExaminedSample[];
  /** weak < solid < strong by the mean of the scores. */
  inOrder: boolean;
}

export function examine(record: QuestionRecord): Examined {
  const samples = SAMPLES.map((name) => examineSample(record, name));
  const [weak, solid, strong] = samples.map((sample) => sample.mean ?? 0);
  return { id: record.id, samples, inOrder: (weak ?? 0) < (solid ?? 0) && (solid ?? 0) < (strong ?? 0) };
}

function examineSample(record: QuestionRecord, name: (typeof SAMPLES)[number]): ExaminedSample {
  const { answer, grades } = record.samples[name];
  const signals = record.signals.map((signal) => signal.id);
  const level = record.levels[0] ?? 'mid';
  const reading = readAnswer({ answer, question: record.spoken, record, signals, level });
  const must = record.signals.filter((signal) => signal.must).map((signal) => signal.id);
  const scores = scoreAnswer(reading.findings, must);
  const isJudged = reading.judgement === 'judged';
  return {
    name,
    scores,
    mean: isJudged ? meanScore(scores) : null,
    byHand: (grades.technicalAccuracy + grades.clarity + grades.completeness) / 3,
  };
}
