// faults.ts: every way in which the emulator can misbehave, by name. Candidate text can never choose one.

/** Answered in place of a reply, before the model is asked. */
export const STATUS_FAULTS = {
  '429-minute': '429 with QuotaFailure per minute and a fractional RetryInfo',
  '429-day': '429 with a quotaId per day',
  '429-long': '429 that asks to wait ten minutes',
  '429-bare': '429 with a message and no details',
  '400-precondition': '400 FAILED_PRECONDITION: not available in this country',
  '403': '403 PERMISSION_DENIED',
  '500': '500 INTERNAL',
  '503': '503 UNAVAILABLE: overloaded',
  '504': '504 DEADLINE_EXCEEDED',
  'html-502': '502 with a page of a proxy',
  'html-200': '200 with a page of a proxy',
  'error-body-200': '200 whose body is an error object',
  'stall-headers': 'the request is read and never answered',
  reset: 'the socket is reset before any byte',
} as const;

/** The stream breaks on its way. */
export const STREAM_FAULTS = {
  'stall-first': 'headers, then silence',
  stall: 'three pieces, then silence',
  'early-close': 'the stream ends without a finishReason',
  'reset-middle': 'the socket is reset after three pieces',
  'error-middle': 'a piece {"error": …503…} after two good ones',
  'quota-middle': 'a piece {"error": …429…} after two good ones',
  'bad-piece': 'a piece that is not JSON',
  'invalid-utf8': 'bytes that are not UTF-8',
  'early-stop': 'STOP on the first piece, text after it',
  'stop-everywhere': 'STOP on every piece',
  slow: 'twenty times the usual time per piece',
} as const;

/** The reply arrives whole and is wrong. */
export const CONTENT_FAULTS = {
  'prompt-blocked': '200 without candidates, promptFeedback.blockReason',
  'answer-blocked': 'finishReason SAFETY without content',
  'answer-blocked-late': 'finishReason SAFETY after half of the text',
  recitation: 'finishReason RECITATION without content',
  'unknown-finish': 'a finishReason nobody has heard of',
  'empty-stop': 'finishReason STOP, content without parts',
  'empty-part': 'finishReason STOP, one part with an empty text',
  'no-content': 'a candidate without content',
  'thoughts-ate-budget': 'MAX_TOKENS, no parts, only thoughts counted',
  'thoughts-shown': 'parts with thought: true before the answer',
  'json-cut': 'a valid beginning, then MAX_TOKENS',
  'json-cut-stop': 'a valid beginning, then STOP',
  digits: 'a number that never ends, then MAX_TOKENS',
  fence: 'a markdown fence around the answer',
  prose: 'a sentence before and after the answer',
  twice: 'the whole answer twice',
  'other-language': 'Chinese where English was asked for',
  'wrong-ids': 'ids that nobody sent',
  'wrong-enum': 'a status that is not in the schema',
  'score-out-of-range': 'a score of 11, unasked',
  'score-string': '"8/10" where the schema wants a status',
  nan: 'NaN, which is not JSON',
  'duplicate-keys': 'one key twice in one object',
  'fake-quotes': 'quotes that the candidate never said',
  'missing-signals': 'only the first signal is answered',
  'leaks-markers': 'the data markers of the prompt are repeated aloud',
  praise: 'praise and a lesson in place of a question',
  huge: '2 MB of text',
} as const;

export type StatusFault = keyof typeof STATUS_FAULTS;
export type StreamFault = keyof typeof STREAM_FAULTS;
export type ContentFault = keyof typeof CONTENT_FAULTS;
export type Fault = StatusFault | StreamFault | ContentFault;

export const FAULTS: Record<Fault, string> = { ...STATUS_FAULTS, ...STREAM_FAULTS, ...CONTENT_FAULTS };

export const isFault = (name: string): name is Fault => name in FAULTS;
export const isStatusFault = (fault: Fault): fault is StatusFault => fault in STATUS_FAULTS;
export const isStreamFault = (fault: Fault): fault is StreamFault => fault in STREAM_FAULTS;
