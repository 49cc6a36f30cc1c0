// lane-child.ts: a live lane in a process of its own whose question job tells its parent and then takes for ever.
import { queueBackend } from '@mockverse/queue/backend';
import { Bell } from '@mockverse/queue/bell';
import { silentLog } from '../support/silent-log';
import { openRig } from './rig';

const main = async (): Promise<void> => {
  const backend = queueBackend(JSON.parse(process.env.PLACE ?? '{}'));
  if (process.env.ROLE === 'ringer') {
    const bell = new Bell(backend, silentLog());
    await bell.ready();
    process.on('message', (id) => void bell.ring(String(id)));
  } else {
    const rig = await openRig(backend);
    await rig.answerQuestions(async (payload) => {
      process.send?.({ started: payload.interviewId });
      return new Promise(() => undefined);
    });
  }
  process.send?.({ ready: true });
};

void main();
