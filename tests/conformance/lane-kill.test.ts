// lane-kill.test.ts: what a killed process held is done by another, and rings cross from process to process.
import { randomUUID } from 'node:crypto';
import { type Child, startChild } from '../support/child';
import { until } from '../support/until';
import { openPlace, type Place } from './backends';
import { aQuestion, openRig, type Question, type Rig } from './rig';

describe.each(['postgresql', 'redis'] as const)('several processes on %s', (kind) => {
  let place: Place | null;
  let rig: Rig;
  let child: Child | undefined;

  beforeAll(async () => {
    place = await openPlace(kind);
  });
  beforeEach(async () => {
    if (place) rig = await openRig(place.backend);
  });
  afterEach(async () => {
    await child?.kill();
    await rig?.close();
  });
  afterAll(() => place?.close());

  const inAnotherProcess = async (role: string) => {
    child = await startChild('tests/conformance/lane-child.ts', { PLACE: JSON.stringify(place?.options), ROLE: role });
    return child;
  };

  it('a killed worker: its job is finished by another within 8 s, as the same attempt', async () => {
    if (!place) return;
    const payload = aQuestion();
    const doomed = await inAnotherProcess('worker');
    await rig.jobs.add('generate-question', payload);
    await until(
      () => doomed.messages.some((message) => JSON.stringify(message).includes(payload.interviewId)),
      'the child runs the job',
    );
    const finished: { payload: Question; attempt: number }[] = [];
    await rig.answerQuestions(async (heard, { attempt }) => {
      finished.push({ payload: heard, attempt });
      return { done: 'by the survivor' };
    });
    await doomed.kill();
    await until(() => finished.length === 1, 'the survivor finished it', 8_000);
    expect(finished).toEqual([{ payload, attempt: 1 }]);
  });

  it('a ring in one process is heard in another', async () => {
    if (!place) return;
    const bell = await rig.bell();
    const rings: string[] = [];
    bell.onRing((interviewId) => rings.push(interviewId));
    const ringer = await inAnotherProcess('ringer');
    const ids = Array.from({ length: 20 }, () => randomUUID());
    for (const id of ids) ringer.process.send(id);
    await until(() => rings.length === ids.length, 'every ring was heard');
    expect(new Set(rings)).toEqual(new Set(ids));
  });
});
