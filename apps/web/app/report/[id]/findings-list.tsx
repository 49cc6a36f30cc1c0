'use client';
// findings-list.tsx: what was looked for and what was found; a finding with a quote lights it.
import { StatusMark } from '../../../ui/status-mark';
import type { Evidence } from './evidence';

interface FindingsListProps {
  /** False: nothing was judged, so nothing is called missing. */
  judged: boolean;
  evidence: Evidence[];
  lit: string | null;
  onLight: (key: string | null) => void;
}

const GROUPS: { group: Evidence['group']; title: string | null }[] = [
  { group: 'expected', title: null },
  { group: 'wrong', title: 'Said, but not so' },
  { group: 'clarity', title: 'How it was put' },
];

export function FindingsList({ judged, evidence, lit, onLight }: FindingsListProps) {
  return GROUPS.map(({ group, title }) => {
    const items = evidence.filter((e) => e.group === group && (judged || group === 'expected'));
    if (items.length === 0) return null;
    return (
      <div key={group} className="mt-2">
        {title ? <h5 className="mt-4 text-13 font-medium text-soft">{title}</h5> : null}
        <ul>
          {items.map((item) => (
            <li key={item.key}>
              <Line judged={judged} item={item} lit={lit === item.key} onLight={onLight} />
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

function Line({
  judged,
  item,
  lit,
  onLight,
}: {
  judged: boolean;
  item: Evidence;
  lit: boolean;
  onLight: (key: string | null) => void;
}) {
  const inside = (
    <>
      {item.group === 'wrong' || !judged ? <span aria-hidden="true">–</span> : <StatusMark status={item.status} />}
      <span className="said min-w-0">{item.label}</span>
    </>
  );
  const shape = `flex w-full gap-2 rounded-s px-2 py-1.5 -mx-2 text-left text-15 transition-colors duration-150 ${lit ? 'bg-accent-soft' : ''}`;
  if (!item.quote) return <div className={shape}>{inside}</div>;
  return (
    <button
      type="button"
      className={`${shape} hover:bg-accent-soft`}
      onMouseEnter={() => onLight(item.key)}
      onMouseLeave={() => onLight(null)}
      onFocus={() => onLight(item.key)}
      onBlur={() => onLight(null)}
    >
      {inside}
    </button>
  );
}
