// presence.tsx: who has the floor, as a shape and a word; the one living thing on the screen.
export type Present = 'waiting' | 'speaking' | 'listening' | 'thinking' | 'typing' | 'paused' | 'ended';

const WORDS: Record<Present, string> = {
  waiting: 'Joining',
  speaking: 'Speaking',
  listening: 'Listening to you',
  thinking: 'Thinking',
  typing: 'Your turn to type',
  paused: 'Paused',
  ended: 'The interview is over',
};

export function Presence({ state, word }: { state: Present; word?: string }) {
  return (
    <div className="flex h-8 items-center gap-3 text-15 text-accent" data-presence={state}>
      <svg aria-hidden="true" viewBox="0 0 44 24" className="h-6 w-11 shrink-0" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round">
        <Shape state={state} />
      </svg>
      <span className="font-medium">{word ?? WORDS[state]}</span>
    </div>
  );
}

function Shape({ state }: { state: Present }) {
  switch (state) {
    case 'speaking':
      return [6, 14, 22, 30, 38].map((x, i) => <line key={x} className="presence-bar" x1={x} x2={x} y1={12 - HEIGHTS[i % 5]!} y2={12 + HEIGHTS[i % 5]!} />);
    case 'listening':
      return (
        <>
          <circle className="presence-ring" cx="22" cy="12" r="9" />
          <circle cx="22" cy="12" r="2.5" fill="currentColor" stroke="none" />
        </>
      );
    case 'thinking':
      return [10, 22, 34].map((x) => <circle key={x} className="presence-dot" cx={x} cy="14" r="2.5" fill="currentColor" stroke="none" />);
    case 'typing':
      return (
        <>
          <line x1="6" x2="30" y1="19" y2="19" />
          <line className="presence-caret" x1="36" x2="36" y1="6" y2="19" />
        </>
      );
    case 'paused':
      return [17, 27].map((x) => <line key={x} x1={x} x2={x} y1="5" y2="19" />);
    case 'waiting':
    case 'ended':
      return <line x1="6" x2="38" y1="12" y2="12" />;
  }
}

const HEIGHTS = [3, 7, 10, 6, 4];
