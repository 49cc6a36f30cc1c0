// steps.ts: turns an answer into what goes over the wire, step by step, with the faults of streams in it.
import { overloaded, quotaExceeded } from './errors';
import { type ContentFault, type Fault, isStreamFault } from './faults';

export interface Piece {
  candidates?: {
    content?: { role: 'model'; parts?: { text: string; thought?: boolean }[] };
    finishReason?: string;
    index: 0;
    safetyRatings?: unknown[];
  }[];
  promptFeedback?: { blockReason: string };
  usageMetadata?: Record<string, unknown>;
  modelVersion?: string;
  responseId?: string;
  error?: unknown;
}

export type Step = { piece: Piece } | { raw: Buffer } | { breaks: 'stall' | 'reset' };

export interface Counted {
  prompt: number;
  cached: number;
  answer: number;
  thoughts: number;
}

/** Words per streamed piece: the real service sends several at once. */
const WORDS_PER_PIECE = 4;

export function toSteps(text: string, fault: Fault | undefined, model: string): Step[] {
  if (fault && !isStreamFault(fault)) return contentSteps(text, fault as ContentFault);
  const texts = pieces(text);
  const steps: Step[] = texts.map((t) => ({ piece: said(t) }));
  const finished: Step = {
    piece: { candidates: [{ content: { role: 'model', parts: [{ text: '' }] }, finishReason: 'STOP', index: 0 }] },
  };
  switch (fault) {
    case 'stall-first':
      return [{ breaks: 'stall' }];
    case 'stall':
      return [...steps.slice(0, 3), { breaks: 'stall' }];
    case 'early-close':
      return steps.slice(0, 3);
    case 'reset-middle':
      return [...steps.slice(0, 3), { breaks: 'reset' }];
    case 'error-middle':
      return [...steps.slice(0, 2), { piece: { ...overloaded() } }];
    case 'quota-middle':
      return [...steps.slice(0, 2), { piece: { ...quotaExceeded(model, 'Minute', 10, '3.5s') } }];
    case 'bad-piece':
      return [...steps.slice(0, 2), { raw: Buffer.from('data: {"candidates": [{"content"\r\n\r\n') }];
    case 'invalid-utf8':
      return [
        ...steps.slice(0, 2),
        { raw: Buffer.from([0x64, 0x61, 0x74, 0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0d, 0x0a, 0x0d, 0x0a]) },
        finished,
      ];
    case 'early-stop':
      return [...texts.map((t, i): Step => ({ piece: said(t, i === 0 ? 'STOP' : undefined) }))];
    case 'stop-everywhere':
      return texts.map((t) => ({ piece: said(t, 'STOP') }));
    default:
      return [...steps, finished];
  }
}

function contentSteps(text: string, fault: ContentFault): Step[] {
  const only = (finishReason: string, parts?: { text: string }[], content = true): Step[] => [
    {
      piece: {
        candidates: [{ ...(content && { content: { role: 'model', ...(parts && { parts }) } }), finishReason, index: 0 }],
      },
    },
  ];
  const streamed = pieces(text).map((t): Step => ({ piece: said(t) }));
  switch (fault) {
    case 'prompt-blocked':
      return [{ piece: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } }];
    case 'answer-blocked':
      return only('SAFETY', undefined, false);
    case 'answer-blocked-late':
      return [...streamed, ...only('SAFETY')];
    case 'recitation':
      return only('RECITATION', undefined, false);
    case 'unknown-finish':
      return [...streamed, ...only('ESCALATION')];
    case 'empty-stop':
      return only('STOP');
    case 'empty-part':
      return only('STOP', [{ text: '' }]);
    case 'no-content':
      return only('STOP', undefined, false);
    case 'thoughts-ate-budget':
      return only('MAX_TOKENS');
    case 'thoughts-shown':
      return [
        {
          piece: {
            candidates: [
              {
                content: { role: 'model', parts: [{ text: 'The candidate seems unsure. I will ask', thought: true }] },
                index: 0,
              },
            ],
          },
        },
        ...streamed,
        ...only('STOP'),
      ];
    case 'json-cut':
    case 'digits':
      return [...streamed, ...only('MAX_TOKENS')];
    default:
      return [...streamed, ...only('STOP')];
  }
}

const said = (text: string, finishReason?: string): Piece => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, ...(finishReason && { finishReason }), index: 0 }],
});

/** Very long texts go in larger pieces, as they would. */
function pieces(text: string): string[] {
  const words = text.match(/\S+\s*|\s+/g) ?? [];
  const size = Math.max(WORDS_PER_PIECE, Math.ceil(words.length / 400));
  const grouped: string[] = [];
  for (let i = 0; i < words.length; i += size) grouped.push(words.slice(i, i + size).join(''));
  return grouped;
}
