// start-choices.ts: the last choices of a visitor, kept in a cookie so that the first paint is already right.
import type { Catalog } from '@mockverse/contracts/api';
import type { Level, Mode, Role } from '@mockverse/contracts/interview';

export interface StartChoices {
  role: Role;
  level: Level;
  minutes: number;
  mode: Mode;
}

/** What the catalog does not offer any more falls back to the default. */
export function readChoices(cookie: string | undefined, catalog: Catalog): StartChoices {
  const [role, level, minutes, mode] = (cookie ?? '').split('.');
  return {
    role: catalog.roles.find((r) => r.id === role)?.id ?? catalog.roles[0]?.id ?? 'backend',
    level: catalog.levels.find((l) => l.id === level)?.id ?? catalog.levels.find((l) => l.id === 'mid')?.id ?? 'mid',
    minutes:
      catalog.minutes.find((m) => String(m) === minutes) ?? (catalog.minutes.includes(30) ? 30 : (catalog.minutes[0] ?? 30)),
    mode: mode === 'real' ? 'real' : 'practice',
  };
}

export const writeChoices = ({ role, level, minutes, mode }: StartChoices): string => [role, level, minutes, mode].join('.');
