// lane-table.tsx: one row per lane.
import type { LaneCounts } from '@mockverse/contracts/api';

const COLUMNS = ['waiting', 'active', 'delayed', 'failed', 'completed', 'workers'] as const;

export function LaneTable({ lanes }: { lanes: LaneCounts[] }) {
  return (
    <>
      <Wide lanes={lanes} />
      <Narrow lanes={lanes} />
    </>
  );
}

/** On a phone each lane is a short list of its own. */
function Narrow({ lanes }: { lanes: LaneCounts[] }) {
  return (
    <div className="mt-6 divide-y divide-line border-y border-line sm:hidden">
      {lanes.map((lane) => (
        <section key={lane.lane} aria-label={`Lane ${lane.lane}`} className="py-4">
          <h2 className="text-15 font-medium">
            {lane.lane} <span className="font-normal text-soft">· {PURPOSE[lane.lane]}</span>
          </h2>
          <dl className="mt-2 grid grid-cols-3 gap-x-6 gap-y-1">
            {COLUMNS.map((column) => (
              <div key={column} className="flex justify-between gap-2">
                <dt className="text-13 text-soft">{column}</dt>
                <dd className={bad(lane, column) ? 'font-semibold text-missing' : ''}>{lane[column].toLocaleString('en-GB')}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const PURPOSE = { live: 'questions, a person waits', review: 'grading and reports' };

function Wide({ lanes }: { lanes: LaneCounts[] }) {
  return (
    <div className="mt-8 max-sm:hidden">
      <table className="w-full border-collapse text-right">
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
                <span className="block text-13 font-normal text-soft">{PURPOSE[lane.lane]}</span>
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className={`px-3 py-3 ${bad(lane, column) ? 'font-semibold text-missing' : ''}`}>
                  {lane[column].toLocaleString('en-GB')}
                </td>
              ))}
              <td className="py-3 pl-3">
                {lane.oldestWaitingMs === null ? '–' : `${(lane.oldestWaitingMs / 1000).toFixed(1)} s`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const bad = (lane: LaneCounts, column: (typeof COLUMNS)[number]): boolean =>
  (column === 'failed' && lane.failed > 0) || (column === 'workers' && lane.workers === 0);
