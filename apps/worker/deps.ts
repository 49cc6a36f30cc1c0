// deps.ts: what every job may use.
import type { Shelf } from '@mockverse/bank/shelf';
import type { Engine } from '@mockverse/engine/engine';
import type { Bell } from '@mockverse/queue/bell';
import type { Jobs } from '@mockverse/queue/jobs';
import type { Log } from '@mockverse/runtime/log';
import type { Store } from '@mockverse/store/store';

export interface Deps {
  store: Store;
  jobs: Jobs;
  bell: Bell;
  engine: Engine;
  shelf: Shelf;
  log: Log;
}
