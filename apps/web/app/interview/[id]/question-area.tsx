'use client';
// question-area.tsx: the question, large; the sentence being said in full ink, the ones to come softer.
import type { Turn } from '@mockverse/contracts/interview';
import { newestTurn, type View } from '../../../talk/view';

export function QuestionArea({ view, spoken, speaking }: { view: View; spoken: number; speaking: boolean }) {
  const turn = newestTurn(view);
  // While the next question is thought of, the answered one stays as a memory.
  const shown = turn && turn.sentences.length > 0 ? turn : view.turns.at(-2);
  const past = shown !== undefined && (shown.state === 'closed' || shown !== turn);
  return (
    <div className="mt-4 min-h-44 pb-4 sm:min-h-52">
      <h1
        className={`said max-w-[34ch] text-28 font-medium transition-colors duration-200 sm:text-[2.125rem] sm:leading-11 ${past ? 'text-soft' : ''}`}
      >
        {shown ? (
          shown.sentences.map((sentence, i) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is known by its place; it never moves.
              key={`${shown.turn}-${i}`}
              className={`appear transition-colors duration-200 ${speaking && !past && i > spoken ? 'text-soft' : ''}`}
            >
              {i > 0 ? ' ' : ''}
              {sentence}
            </span>
          ))
        ) : (
          <span className="text-soft">Your interviewer is coming.</span>
        )}
      </h1>
      {view.mode === 'practice' && shown?.reason && !past ? (
        <details className="appear mt-4 max-w-[60ch] text-15 text-soft">
          <summary className="inline-flex min-h-6 items-center underline decoration-line underline-offset-4 hover:text-ink">
            Why this question
          </summary>
          <p className="mt-1">{shown.reason}</p>
        </details>
      ) : null}
      {shown && !past ? <StoodIn view={view} turn={shown} /> : null}
      <p aria-live="polite" className="sr-only">
        {shown?.state === 'open' ? shown.sentences.join(' ') : ''}
      </p>
    </div>
  );
}

/** The model was chosen and the bank asked: said, with the reason as long as it is known. */
function StoodIn({ view, turn }: { view: View; turn: Turn }) {
  const bankAsked = view.engine.name !== 'builtin' && turn.source === 'bank';
  const words = view.degraded[turn.turn] ?? (bankAsked ? 'This question comes from the question bank.' : null);
  return words === null ? null : <p className="mt-2 max-w-[60ch] text-15 text-soft">{words}</p>;
}
