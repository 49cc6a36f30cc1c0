'use client';
// question-block.tsx: one question: your answer on one side, what was found in it on the other; each lights the other.
import type { ReportQuestion } from '@mockverse/contracts/interview';
import { MinusCircle } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Axes } from '../../../ui/axes';
import { cutByQuotes, visible } from '../../../ui/highlights';
import { JUDGEMENT } from '../../../ui/verdict-words';
import { AnswerText } from './answer-text';
import { evidenceOf } from './evidence';
import { FindingsList } from './findings-list';

export function QuestionBlock({ question, number }: { question: ReportQuestion; number: number }) {
  const [lit, setLit] = useState<string | null>(null);
  const evidence = useMemo(() => evidenceOf(question), [question]);
  const pieces = useMemo(
    () =>
      cutByQuotes(
        question.answer,
        evidence.flatMap((e) => e.quote ?? []),
      ),
    [question.answer, evidence],
  );
  return (
    <section aria-labelledby={`q${question.turn}`} className="py-10">
      <p className="text-13 text-soft">
        {number}
        {question.kind === 'probe' ? ' · follow-up' : ''}
        {question.reason ? <> · {question.reason}</> : null}
      </p>
      <h3 id={`q${question.turn}`} className="said mt-1 max-w-[50ch] text-21">
        {visible(question.question)}
      </h3>
      <Judged question={question} />
      <div className="mt-6 grid gap-8 md:grid-cols-[3fr_2fr]">
        <div>
          <h4 className="text-13 font-medium text-soft">Your answer</h4>
          <AnswerText pieces={pieces} evidence={evidence} lit={lit} onLight={setLit} />
        </div>
        {evidence.length === 0 ? null : (
          <div>
            <h4 className="text-13 font-medium text-soft">
              {question.judgement === 'judged' ? 'What was found' : 'What the question looked for'}
            </h4>
            <FindingsList judged={question.judgement === 'judged'} evidence={evidence} lit={lit} onLight={setLit} />
          </div>
        )}
      </div>
      <After question={question} />
    </section>
  );
}

/** Not judged is not bad: it has no colour, and says why. */
function Judged({ question }: { question: ReportQuestion }) {
  if (question.judgement === 'judged') {
    return (
      <div className="keep mt-4 max-w-2xl">
        <Axes scores={question.scores} small />
      </div>
    );
  }
  return (
    <p className="mt-3 flex max-w-[65ch] items-start gap-2 text-15">
      <MinusCircle aria-hidden className="mt-0.5 size-5 shrink-0 text-soft" />
      <span>
        <strong className="font-semibold">{JUDGEMENT[question.judgement]}.</strong>{' '}
        <span className="text-soft">{question.judgementReason}</span>
      </span>
    </p>
  );
}

function After({ question }: { question: ReportQuestion }) {
  return (
    <div className="mt-6 max-w-[65ch] space-y-4 text-15">
      {question.next.length > 0 ? (
        <div>
          <h4 className="text-13 font-medium text-soft">What would move it up</h4>
          <ul className="mt-1 list-disc space-y-1 pl-5">
            {question.next.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {question.modelAnswer ? (
        <details>
          <summary className="inline-flex min-h-6 items-center font-medium text-accent underline decoration-line underline-offset-4">
            A strong answer
          </summary>
          <p className="said mt-2">{visible(question.modelAnswer)}</p>
        </details>
      ) : null}
      {question.references.length > 0 ? (
        <div>
          <h4 className="text-13 font-medium text-soft">To read</h4>
          <ul className="mt-1 space-y-1">
            {question.references.map((reference) => (
              <li key={reference} className="said">
                <Reference text={reference} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** Only the address in it is a link; the rest stays words. */
function Reference({ text }: { text: string }) {
  const [address] = /https:\/\/[^\s]+$/.exec(text) ?? [];
  if (!address) return text;
  const name = text.slice(0, -address.length).replace(/[:,\s]+$/, '');
  return (
    <a
      href={address}
      rel="noreferrer noopener"
      target="_blank"
      className="text-accent underline decoration-line underline-offset-4 hover:decoration-accent"
    >
      {name || address.replace('https://', '')}
    </a>
  );
}
