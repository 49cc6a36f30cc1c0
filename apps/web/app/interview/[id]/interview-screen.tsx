'use client';
// interview-screen.tsx: one thing at a time: who has the floor, the question, your answer, what you can do.
import type { Snapshot } from '@mockverse/contracts/interview';
import { useSelector } from '@xstate/react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { recall, remember } from '../../../talk/kept';
import { newestTurn } from '../../../talk/view';
import { Presence } from '../../../ui/presence';
import { useLive } from '../../../ui/use-live';
import { UNSUPPORTED } from '../../../voice/recogniser';
import { Room } from '../../../voice/room';
import { AnswerArea } from './answer-area';
import { Controls } from './controls';
import { EndDialog } from './end-dialog';
import { KeyHelp } from './key-help';
import { presenceOf } from './presence-of';
import { QuestionArea } from './question-area';
import { RoomHeader } from './room-header';
import { RoomNotice } from './room-notice';
import { useKeys } from './use-keys';

export function InterviewScreen({ snapshot }: { snapshot: Snapshot }) {
  const room = useRoom(snapshot);
  const view = useLive(room.view);
  const spoken = useLive(room.spoken);
  const state = useSelector(room.talk, (s) => s);
  const [draft, setDraft] = useDraft(snapshot.id, newestTurn(view)?.turn ?? 0);
  const [ending, setEnding] = useState(false);
  const [help, setHelp] = useState(false);
  const [keysOn, setKeysOn] = useKeysOn();
  const turn = newestTurn(view);
  const presence = presenceOf(state);

  const act = {
    done: () => {
      if (room.done(draft)) setDraft('');
    },
    repeat: () => room.repeat(),
    moment: () => room.talk.send({ type: 'MOMENT' }),
    swap: () => room.prefer(presence === 'typing' ? 'talking' : 'typing'),
    help: () => setHelp(true),
    resume: () => void room.resume(),
    hold: () => room.talk.send({ type: 'HOLD' }),
    release: () => room.talk.send({ type: 'RELEASE' }),
  };
  useKeys(act, keysOn && presence !== 'paused');

  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col px-5 sm:px-8">
      <RoomHeader room={room} onEnd={() => setEnding(true)} />
      <main className="flex flex-1 flex-col pb-2">
        <RoomNotice room={room} />
        <div className="mt-2 sm:mt-6">
          <Presence state={presence} />
          <QuestionArea view={view} spoken={spoken} speaking={presence === 'speaking'} />
        </div>
        <AnswerArea
          room={room}
          turn={turn}
          state={state}
          presence={presence}
          draft={draft}
          onDraft={setDraft}
          onDone={act.done}
        />
        <Controls
          act={act}
          presence={presence}
          turn={turn}
          canMoment={state.matches('listening')}
          inMoment={state.matches({ listening: 'moment' })}
          canSpeak={state.context.speechLost !== UNSUPPORTED}
        />
      </main>
      <EndDialog open={ending} onClose={() => setEnding(false)} onEnd={() => room.end(draft)} />
      <KeyHelp open={help} onClose={() => setHelp(false)} on={keysOn} onSwitch={setKeysOn} />
    </div>
  );
}

function useRoom(snapshot: Snapshot): Room {
  const router = useRouter();
  const [room] = useState(() => new Room(snapshot));
  const over = useLive(room.over);
  useEffect(() => {
    room.start();
    addEventListener('pagehide', room.quiet);
    return () => {
      removeEventListener('pagehide', room.quiet);
      room.stop();
    };
  }, [room]);
  useEffect(() => {
    if (over) router.replace(`/report/${snapshot.id}`);
  }, [over, router, snapshot.id]);
  return room;
}

/** What is typed but not sent survives a reload. */
function useDraft(id: string, turn: number): [string, (text: string) => void] {
  const [draft, setDraft] = useState('');
  const shelf = `draft.${id}`;
  useEffect(() => {
    const kept = recall(shelf, { turn: 0, text: '' });
    setDraft(kept.turn === turn ? kept.text : '');
  }, [shelf, turn]);
  return [
    draft,
    (text) => {
      setDraft(text);
      remember(shelf, { turn, text });
    },
  ];
}

function useKeysOn(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(true);
  useEffect(() => setOn(recall('keys', true)), []);
  return [
    on,
    (next) => {
      setOn(next);
      remember('keys', next);
    },
  ];
}
