// catalog-page.ts: what can be practised, counted from the shelf; fills in what a new interview leaves open.
import type { Shelf } from '@mockverse/bank/shelf';
import type { Catalog, NewInterview } from '@mockverse/contracts/api';
import { type EngineName, LANGUAGES, LEVELS, MINUTES, ROLES } from '@mockverse/contracts/interview';
import type { Env } from '@mockverse/runtime/env';
import { Refused } from '@mockverse/runtime/errors';
import type { ResolvedInterview } from '@mockverse/store/interviews';

const ROLE_LABELS = { backend: 'Backend', frontend: 'Frontend', 'full-stack': 'Full-stack' } as const;
const LEVEL_LABELS = { junior: 'Junior', mid: 'Mid-level', senior: 'Senior' } as const;
const LANGUAGE_LABELS = { en: 'English' } as const;
const DEFAULT_MINUTES = 30;

export class CatalogPage {
  readonly page: Catalog;
  readonly engine: { name: EngineName; model: string | null };

  constructor(shelf: Shelf, env: Env) {
    const { records } = shelf;
    this.engine = engineOf(env);
    this.page = {
      roles: ROLES.map((id) => ({ id, label: ROLE_LABELS[id], questions: records.filter((r) => r.roles.includes(id)).length })),
      levels: LEVELS.map((id) => ({
        id,
        label: LEVEL_LABELS[id],
        questions: records.filter((r) => r.levels.includes(id)).length,
      })),
      topics: shelf.topics(),
      languages: LANGUAGES.map((id) => ({ id, label: LANGUAGE_LABELS[id] })),
      minutes: [...MINUTES],
      engine: this.engine,
      questions: records.length,
    };
  }

  /** Refuses a topic that is not on the shelf, and names the ones that are. */
  complete(asked: NewInterview): ResolvedInterview {
    const known = this.page.topics.map((topic) => topic.id);
    const topics = [...new Set(asked.topics ?? [])];
    const unknown = topics.find((topic) => !known.includes(topic));
    if (unknown !== undefined)
      throw new Refused(400, `There is no topic "${unknown.slice(0, 60)}". Choose from: ${known.join(', ')}.`);
    return {
      role: asked.role,
      level: asked.level,
      topics,
      minutes: asked.minutes ?? DEFAULT_MINUTES,
      mode: asked.mode ?? 'practice',
      language: asked.language ?? 'en',
      jobDescription: asked.jobDescription ?? null,
    };
  }
}

const engineOf = (env: Env): CatalogPage['engine'] => {
  switch (env.interviewer) {
    case 'gemini':
      return { name: 'gemini', model: env.gemini.model };
    case 'openai':
      return { name: 'openai', model: env.openai.model };
    case 'builtin':
      return { name: 'builtin', model: null };
  }
};
