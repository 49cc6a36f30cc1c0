// axes.tsx: the three scores as bars with their number, from 1 to 5.
import type { Scores } from '@mockverse/contracts/interview';
import { AXES, anchorOf } from './verdict-words';

export function Axes({ scores, small = false }: { scores: Scores; small?: boolean }) {
  return (
    <dl className={small ? 'grid gap-x-8 gap-y-2 sm:grid-cols-3' : 'grid gap-6 sm:grid-cols-3 sm:gap-8'}>
      {AXES.map(({ key, label, anchors }) => (
        <Axis key={key} label={label} score={scores[key]} anchors={small ? null : anchors} />
      ))}
    </dl>
  );
}

function Axis({ label, score, anchors }: { label: string; score: number | null; anchors: [string, string, string] | null }) {
  const anchor = score !== null && anchors ? anchorOf(score, anchors) : null;
  return (
    <div className="grid grid-cols-[1fr_auto] content-start items-baseline gap-x-2">
      <dt className="text-15 text-soft">{label}</dt>
      <dd className={anchors ? 'text-21 font-semibold' : 'text-15 font-semibold'}>
        {score === null ? <span className="text-15 font-normal text-soft">not judged</span> : score.toFixed(1)}
      </dd>
      <dd className="col-span-2">
        <Bar score={score} />
      </dd>
      {anchor ? (
        <dd className="col-span-2 mt-2 text-13 text-soft">
          {anchor.reached}
          {anchor.next ? (
            <span className="mt-1 block">Next: {anchor.next.charAt(0).toLowerCase() + anchor.next.slice(1)}</span>
          ) : null}
        </dd>
      ) : null}
    </div>
  );
}

/** Five steps of equal length; the number beside it says the same. */
function Bar({ score }: { score: number | null }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 100 4" preserveAspectRatio="none" className="mt-2 block h-1.5 w-full">
      {[0, 1, 2, 3].map((step) => {
        const filled = score === null ? 0 : Math.min(1, Math.max(0, score - 1 - step));
        return (
          <g key={step}>
            <rect x={step * 25.4} width="23.8" height="4" rx="1" fill="var(--line)" />
            <rect x={step * 25.4} width={23.8 * filled} height="4" rx="1" fill="var(--accent)" />
          </g>
        );
      })}
    </svg>
  );
}
