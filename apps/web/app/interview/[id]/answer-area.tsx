'use client';
// answer-area.tsx: what you said so far, or the place to type it; both reach the interviewer the same way.
import type { Turn } from '@mockverse/contracts/interview';
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Present } from '../../../ui/presence';
import { useLive } from '../../../ui/use-live';
import { silenceFor, UNREMARKED_MS } from '../../../voice/end-of-turn';
import type { Room } from '../../../voice/room';
import type { TalkState } from './presence-of';

interface AnswerAreaProps {
  room: Room;
  turn: Turn | undefined;
  state: TalkState;
  presence: Present;
  draft: string;
  onDraft: (text: string) => void;
  onDone: () => void;
}

export function AnswerArea({ room, turn, state, presence, draft, onDraft, onDone }: AnswerAreaProps) {
  const said = useLive(room.said);
  const offline = useLive(room.sender.delivery).state === 'offline';
  const caption = useNewestInSight(said);
  const nothing = `${said.settled}${said.tentative}` === '';
  const earlier = turn?.state === 'open' && nothing ? turn.answer : '';
  const typing = presence === 'typing' || (presence === 'paused' && state.context.typing);
  return (
    <section aria-label="Your answer" className="mt-auto border-t border-line pt-4">
      <div className="flex min-h-6 items-center justify-between gap-4 text-15 text-soft">
        <h2 className="font-medium">Your answer</h2>
        <Countdown state={state} />
      </div>
      {state.context.speechLost && typing ? <p className="mt-1 text-15 text-soft">{state.context.speechLost}</p> : null}
      <p
        ref={caption}
        className={`said mt-2 max-w-[60ch] overflow-y-auto text-17 ${typing ? 'max-h-28 empty:hidden' : 'h-28 sm:h-36'}`}
        data-caption
      >
        {earlier}
        {said.settled}
        {said.tentative === '' ? null : <span className="text-soft"> {said.tentative}</span>}
        {!typing && nothing && earlier === '' ? (
          <Hint presence={presence} moment={state.matches({ listening: 'moment' })} offline={offline} />
        ) : null}
      </p>
      {typing ? <Typing draft={draft} onDraft={onDraft} onDone={onDone} disabled={presence === 'paused'} /> : null}
      <p aria-live="polite" className="sr-only">
        {said.settled}
      </p>
    </section>
  );
}

function Hint({ presence, moment, offline }: { presence: Present; moment: boolean; offline: boolean }) {
  const words: Partial<Record<Present, string>> = {
    speaking: 'You may come in at any time: “Answer now”, or hold the space bar.',
    listening: moment ? 'Take your time. I wait until you speak.' : 'Start when you are ready. What you say appears here.',
    thinking: offline
      ? 'Your answer is kept on this device. It is sent when you are online again.'
      : 'Your answer is kept. The next question is on its way.',
  };
  return <span className="text-soft">{words[presence] ?? ''}</span>;
}

/** A long answer scrolls by itself: the words just heard are the ones looked for. */
function useNewestInSight(said: unknown): RefObject<HTMLParagraphElement | null> {
  const caption = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new words are the occasion, not an ingredient.
  useLayoutEffect(() => {
    if (caption.current) caption.current.scrollTop = caption.current.scrollHeight;
  }, [said]);
  return caption;
}

function Typing({
  draft,
  onDraft,
  onDone,
  disabled,
}: {
  draft: string;
  onDraft: (text: string) => void;
  onDone: () => void;
  disabled: boolean;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // The answer is the one thing to do now; but never pull the focus out of an open dialog.
    if (!document.querySelector('dialog[open]')) area.current?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onDone();
  };
  return (
    <label className="mt-2 block">
      <span className="sr-only">Type your answer</span>
      <textarea
        ref={area}
        value={draft}
        disabled={disabled}
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={onKeyDown}
        rows={5}
        placeholder="Type your answer. Ctrl or ⌘ and Enter sends it."
        className="block min-h-36 w-full resize-y rounded-m border border-strong bg-raised p-4 text-17 text-ink placeholder:text-soft"
      />
    </label>
  );
}

/** Any new word takes it away. */
function Countdown({ state }: { state: TalkState }) {
  if (!state.matches({ listening: 'finishing' })) return null;
  const seconds = (silenceFor(state.context.answer) - UNREMARKED_MS) / 1000;
  return (
    <p className="appear flex h-6 items-center gap-2 text-ink">
      <svg
        aria-hidden="true"
        viewBox="0 0 20 20"
        className="size-5 -rotate-90 text-accent"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
      >
        <circle ref={(circle) => circle?.style.setProperty('--drain', `${seconds}s`)} className="drain" cx="10" cy="10" r="8" />
      </svg>
      <span>
        Finishing soon<span className="sr-only sm:not-sr-only">. Keep talking to go on</span>
      </span>
    </p>
  );
}
