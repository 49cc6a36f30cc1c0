// presence-of.ts: the conversation's state as the presence line shows it.
import type { SnapshotFrom } from 'xstate';
import type { Present } from '../../../ui/presence';
import type { conversationMachine } from '../../../voice/conversation';

export type TalkState = SnapshotFrom<typeof conversationMachine>;

export function presenceOf(state: TalkState): Present {
  if (state.matches('speaking')) return 'speaking';
  if (state.matches('listening')) return 'listening';
  if (state.matches('typing')) return 'typing';
  if (state.matches('thinking')) return 'thinking';
  if (state.matches('paused')) return 'paused';
  return state.matches('ended') ? 'ended' : 'waiting';
}
