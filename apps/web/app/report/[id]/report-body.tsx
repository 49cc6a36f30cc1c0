// report-body.tsx: the verdict first, then each question with its evidence.
import type { Report } from '@mockverse/contracts/interview';
import { Axes } from '../../../ui/axes';
import { ButtonLink } from '../../../ui/button';
import { isGradedKind } from '../../../ui/verdict-words';
import { BAND_WORDS, dayOf, engineWords, LEVEL_WORDS, plural, ROLE_WORDS } from '../../../ui/words';
import { PrintButton } from './print-button';
import { QuestionBlock } from './question-block';
import { RetryGrading } from './retry-grading';

export function ReportBody({ report, lastSeq, day }: { report: Report; lastSeq: number; day: string }) {
  const questions = report.questions.filter(isGradedKind);
  const { notGraded } = report.overall.coverage;
  return (
    <article>
      <Verdict report={report} day={day} />
      {notGraded > 0 ? <RetryGrading id={report.interview} count={notGraded} lastSeq={lastSeq} /> : null}
      <Lists strengths={report.overall.strengths} next={report.overall.next} />
      <section aria-labelledby="questions" className="mt-14">
        <h2 id="questions" className="text-21">
          Question by question
        </h2>
        {questions.length === 0 ? <p className="mt-2 text-soft">No question was asked before the interview ended.</p> : null}
        <div className="mt-2 divide-y divide-line">
          {questions.map((question, i) => (
            <QuestionBlock key={question.turn} question={question} number={i + 1} />
          ))}
        </div>
      </section>
      <Footer report={report} />
    </article>
  );
}

function Verdict({ report, day }: { report: Report; day: string }) {
  const { band, verdict, scores, confidence, confidenceReason, coverage } = report.overall;
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-15 text-soft">
        <span className="mr-auto">
          {ROLE_WORDS[report.role]}, {LEVEL_WORDS[report.level].toLowerCase()}, {report.minutes} min ·{' '}
          <time dateTime={day}>{dayOf(day)}</time>
        </span>
        <PrintButton />
      </div>
      {/* Without a verdict the sentence says so itself. */}
      {band === 'not-enough-evidence' ? null : <p className="mt-4 text-15 font-semibold text-accent">{BAND_WORDS[band]}</p>}
      <h1 className="mt-1 max-w-[40ch] text-28 sm:text-[2.125rem] sm:leading-11">{verdict}</h1>
      <p className="mt-3 max-w-[65ch] text-15 text-soft">
        Confidence: {confidence}. {confidenceReason} {coverageWords(coverage)}
      </p>
      <div className="keep mt-8">
        <Axes scores={scores} />
      </div>
    </header>
  );
}

function coverageWords(c: Report['overall']['coverage']): string {
  const apart = [
    c.notAnswered > 0 ? `${c.notAnswered} not answered` : null,
    c.notEnoughEvidence > 0 ? `${c.notEnoughEvidence} with too little to judge` : null,
    c.notGraded > 0 ? `${c.notGraded} not graded` : null,
  ].filter((part) => part !== null);
  return `${c.judged} of ${plural(c.asked, 'question')} judged${apart.length > 0 ? `, ${apart.join(', ')}` : ''}.`;
}

function Lists({ strengths, next }: { strengths: string[]; next: string[] }) {
  if (strengths.length === 0 && next.length === 0) return null;
  return (
    <div className="keep mt-10 grid gap-8 sm:grid-cols-2">
      <List title="What went well" items={strengths} none="Nothing stood out yet." />
      <List title="What to practise next" items={next} none="Nothing in particular." />
    </div>
  );
}

function List({ title, items, none }: { title: string; items: string[]; none: string }) {
  return (
    <section>
      <h2 className="text-17">{title}</h2>
      {items.length === 0 ? <p className="mt-1 text-15 text-soft">{none}</p> : null}
      <ul className="mt-1 space-y-1 text-15">
        {items.map((item) => (
          <li key={item} className="said">
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Footer({ report: { grader, madeAt } }: { report: Report }) {
  return (
    <footer className="mt-14 border-t border-line pt-6 text-13 text-soft">
      <p>
        Graded by {engineWords({ name: grader.engine, model: grader.model }).replace('interviewer', 'grader')}, rubric{' '}
        {grader.rubricVersion}, prompts {grader.promptVersion}, <time dateTime={madeAt}>{dayOf(madeAt)}</time>.
        {grader.quotesDropped > 0
          ? ` ${plural(grader.quotesDropped, 'quote')} that ${grader.quotesDropped === 1 ? 'is' : 'are'} not in your answers ${grader.quotesDropped === 1 ? 'was' : 'were'} left out.`
          : ''}
      </p>
      <p className="mt-1">
        Scores run from 1 to 5 and are computed from the findings below each answer. Accent, pace and filler words do not enter
        them.
      </p>
      <div className="no-print mt-8 flex flex-wrap gap-3">
        <ButtonLink href="/" strength="main">
          Practise again
        </ButtonLink>
        <ButtonLink href="/interviews">Past interviews</ButtonLink>
      </div>
    </footer>
  );
}
