// handlers.ts: which function does which job; a job without one does not compile.
import type { Handlers } from '@mockverse/contracts/jobs';
import type { Deps } from './deps';
import { generateQuestion } from './jobs/generate-question';
import { gradeAnswer } from './jobs/grade-answer';
import { sweepLive } from './jobs/sweep-live';
import { sweepReview } from './jobs/sweep-review';
import { writeReport } from './jobs/write-report';

export const handlers = (deps: Deps): Handlers => ({
  'generate-question': generateQuestion(deps),
  'grade-answer': gradeAnswer(deps),
  'write-report': writeReport(deps),
  'sweep-live': sweepLive(deps),
  'sweep-review': sweepReview(deps),
});
