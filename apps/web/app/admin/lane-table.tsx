// lane-table.tsx: one row per lane.
import type { LaneCounts } from '@mockverse/contracts/api';

const COLUMNS = ['waiting', 'active', 'delayed', 'failed', 'completed', 'workers'] as const;

export function LaneTable({ lanes }: { lanes: LaneCounts[] }) {
  return (
    <div className="mt-8 overflow-x-auto" tabIndex={0} role="region" aria-label="Lanes">
      <table className="w-full min-w-xl border-collapse text-right">
        <thead className="text-13 text-soft">
          <tr className="border-b border-line">
            <th scope="col" className="py-2 pr-4 text-left font-medium">
              Lane
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="px-3 py-2 font-medium capitalize">
                {column}
              </th>
            ))}
            <th scope="col" className="py-2 pl-3 font-medium">
              Oldest
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <tr key={lane.lane} className="border-b border-line">
              <th scope="row" className="py-3 pr-4 text-left font-medium">
                {lane.lane}
                <span className="block text-13 font-normal text-soft">{lane.lane === 'live' ? 'questions, a person waits' : 'grading and reports'}</span>
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className={`px-3 py-3 ${bad(lane, column) ? 'font-semibold text-missing' : ''}`}>
                  {lane[column].toLocaleString('en-GB')}
                </td>
              ))}
              <td className="py-3 pl-3">{lane.oldestWaitingMs === null ? '–' : `${(lane.oldestWaitingMs / 1000).toFixed(1)} s`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const bad = (lane: LaneCounts, column: (typeof COLUMNS)[number]): boolean =>
  (column === 'failed' && lane.failed > 0) || (column === 'workers' && lane.workers === 0);
