// text.ts: what counts as text that every room can store: no NUL, no lone surrogate.
import { z } from 'zod';

/** True when PostgreSQL and JSON both accept the string. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** The same text with what cannot be stored removed: for text that a model wrote, never for a person's. */
export const toStorable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

/** A string at the door: refused, with a sentence, when it holds characters that no row can keep. */
export const text = (max: number) =>
  z
    .string()
    .max(max, `At most ${max.toLocaleString('en')} characters.`)
    .refine(isStorable, 'Remove the NUL character or the broken emoji (a lone surrogate) from the text.');
