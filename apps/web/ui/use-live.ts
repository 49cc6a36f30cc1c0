'use client';
// use-live.ts: watches a live value from a component.
import { useSyncExternalStore } from 'react';
import type { LiveValue } from '../talk/live-value';

export const useLive = <T>(value: LiveValue<T>): T => useSyncExternalStore(value.subscribe, value.get, value.get);
