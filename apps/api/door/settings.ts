// settings.ts: what the process was started with, for whoever asks Nest for it.
import { Inject } from '@nestjs/common';

/** Interfaces leave no trace at run time, so these two need a name that Nest can look up. */
export const ENV = Symbol('env');
export const LOG = Symbol('log');

export const FromEnv = () => Inject(ENV);
export const ToLog = () => Inject(LOG);
