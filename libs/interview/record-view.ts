// record-view.ts: the part of a question record that deciding needs; no wording, no model answer.
import type { Level, Role, Trigger } from '@mockverse/contracts/interview';

export interface SignalView {
  id: string;
  label: string;
  weight: number;
  must: boolean;
}

export interface RecordView {
  id: string;
  revision: number;
  roles: Role[];
  levels: Level[];
  topics: string[];
  /** The topic in words, for the reason a person reads. */
  topicLabel: string;
  competencies: string[];
  minutes: number;
  signals: SignalView[];
  probes: { trigger: Trigger; signals: string[] }[];
  stretch: { signals: SignalView[] };
  easier: { signals: string[] };
}
