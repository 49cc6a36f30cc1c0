'use client';
// answer-text.tsx: the answer word for word, with the places that findings rest on marked.
import type { Piece } from '../../../ui/highlights';
import { STATUS } from '../../../ui/verdict-words';
import type { Evidence } from './evidence';

interface AnswerTextProps {
  pieces: Piece[];
  evidence: Evidence[];
  lit: string | null;
  onLight: (key: string | null) => void;
}

export function AnswerText({ pieces, evidence, lit, onLight }: AnswerTextProps) {
  if (pieces.length === 0) return <p className="mt-2 text-15 text-soft">No words were heard.</p>;
  return (
    <p className="said mt-2 max-w-[60ch] text-15 leading-7">
      {pieces.map((piece) => {
        const owner = evidence.find((e) => piece.keys.includes(e.key));
        if (!owner) return <span key={piece.start}>{piece.text}</span>;
        return (
          <mark
            key={piece.start}
            data-finding={piece.keys.join(' ')}
            className={`rounded-[3px] text-ink underline decoration-2 underline-offset-4 transition-colors duration-150 ${STATUS[owner.status].soft} ${DECORATION[owner.status]} ${
              lit !== null && piece.keys.includes(lit) ? 'outline-2 outline-offset-1 outline-accent' : ''
            }`}
            onMouseEnter={() => onLight(owner.key)}
            onMouseLeave={() => onLight(null)}
          >
            {piece.text}
          </mark>
        );
      })}
    </p>
  );
}

const DECORATION = {
  covered: 'decoration-met',
  unclear: 'decoration-unclear decoration-dashed',
  missing: 'decoration-missing decoration-wavy',
};
