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
      <svg
        aria-hidden="true"
        viewBox="-2 0 40 24"
        className="-ml-0.5 h-6 w-10 shrink-0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      >
        <Shape state={state} />
      </svg>
      <span className="font-medium">{word ?? WORDS[state]}</span>
    </div>
  );
}

function Shape({ state }: { state: Present }) {
  switch (state) {
    case 'speaking':
      return BARS.map(([x, half]) => <line key={x} className="presence-bar" x1={x} x2={x} y1={12 - half} y2={12 + half} />);
    case 'listening':
      return (
        <g className="presence-ring">
          <circle cx="18" cy="12" r="2.5" fill="currentColor" stroke="none" />
          <path d="M10 5a10 10 0 0 0 0 14M26 5a10 10 0 0 1 0 14" />
          <path d="M4 2a15 15 0 0 0 0 20M32 2a15 15 0 0 1 0 20" opacity="0.45" />
        </g>
      );
    case 'thinking':
      return [4, 18, 32].map((x) => (
        <circle key={x} className="presence-dot" cx={x} cy="14" r="3" fill="currentColor" stroke="none" />
      ));
    case 'typing':
      return (
        <>
          <line x1="2" x2="26" y1="19" y2="19" />
          <line className="presence-caret" x1="33" x2="33" y1="5" y2="19" />
        </>
      );
    case 'paused':
      return [12, 24].map((x) => <line key={x} x1={x} x2={x} y1="4" y2="20" />);
    case 'waiting':
    case 'ended':
      return <line x1="2" x2="34" y1="12" y2="12" />;
  }
}

/** Where each stroke of the voice stands, and half its height. */
const BARS = [
  [2, 4],
  [10, 9],
  [18, 11],
  [26, 7],
  [34, 4],
] as const;
