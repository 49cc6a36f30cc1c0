// headline.ts: the state of the house in one or two sentences.
import type { Operations } from '@mockverse/contracts/api';
import { plural } from '../../ui/words';

export function headline({ waitingPeople, longestWaitMs, lanes }: Operations): string {
  const waiting =
    waitingPeople === 0
      ? 'Nobody is waiting.'
      : `${plural(waitingPeople, 'person is', 'people are')} waiting, longest ${((longestWaitMs ?? 0) / 1000).toFixed(1)} s.`;
  const idle = lanes.filter((lane) => lane.workers === 0).map((lane) => lane.lane);
  const paused = lanes.filter((lane) => lane.paused).map((lane) => lane.lane);
  if (idle.length > 0) return `${waiting} No worker serves the ${idle.join(' and the ')} lane.`;
  if (paused.length > 0) return `${waiting} The ${paused.join(' and the ')} lane is paused.`;
  return `${waiting} All lanes have workers.`;
}
