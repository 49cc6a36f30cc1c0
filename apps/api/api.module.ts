// api.module.ts: the doors of MockVerse and what stands behind them.
import { loadShelf } from '@mockverse/bank/shelf';
import { QueueModule } from '@mockverse/queue/queue-module';
import type { Env } from '@mockverse/runtime/env';
import type { Log } from '@mockverse/runtime/log';
import { Store } from '@mockverse/store/store';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AdminController } from './admin/admin.controller';
import { CatalogController } from './catalog/catalog.controller';
import { CatalogPage } from './catalog/catalog-page';
import { AccessGuard } from './door/access.guard';
import { Limits } from './door/limits';
import { Sessions } from './door/sessions';
import { ENV, LOG } from './door/settings';
import { EventsController } from './events/events.controller';
import { Listeners } from './events/listeners';
import { LongPoll } from './events/long-poll';
import { OpenStreams } from './events/open-streams';
import { HealthController } from './health/health.controller';
import { Metrics } from './health/metrics';
import { ChunksController } from './interviews/chunks.controller';
import { DueJobs } from './interviews/due-jobs';
import { InterviewsController } from './interviews/interviews.controller';
import { PeopleController } from './people/people.controller';
import { ProgressController } from './reports/progress.controller';
import { ReportsController } from './reports/reports.controller';

export interface ApiParts {
  env: Env;
  log: Log;
  store: Store;
}

@Module({
  controllers: [
    PeopleController,
    CatalogController,
    InterviewsController,
    ChunksController,
    EventsController,
    ReportsController,
    ProgressController,
    AdminController,
    HealthController,
  ],
  providers: [
    Sessions,
    Limits,
    DueJobs,
    Listeners,
    OpenStreams,
    LongPoll,
    Metrics,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class ApiModule {
  static with({ env, log, store }: ApiParts): DynamicModule {
    // Before anything connects: a broken record must stop the start with its file and line, and nothing else.
    const catalog = new CatalogPage(loadShelf(), env);
    return {
      module: ApiModule,
      imports: [QueueModule.forRoot(env, log)],
      providers: [
        { provide: ENV, useValue: env },
        { provide: LOG, useValue: log },
        { provide: Store, useValue: store },
        { provide: CatalogPage, useValue: catalog },
      ],
    };
  }
}
