// progress.controller.ts: the scores of one person's reports over time.
import { Progress } from '@mockverse/contracts/api';
import { Store } from '@mockverse/store/store';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, MayUse } from '../door/access';
import { Answers } from '../door/answers';
import type { Caller } from '../door/sessions';

@ApiTags('reports')
@Controller('progress')
export class ProgressController {
  constructor(private readonly store: Store) {}

  @Get()
  @MayUse('person')
  @Answers(200, Progress, 401)
  async read(@Asking() who: Caller): Promise<Progress> {
    const lines = await this.store.interviews.list(who.id);
    const reports = lines.flatMap(({ id, startedAt, endedAt, role, level, minutes, band, scores }) =>
      band && scores ? [{ id, at: endedAt ?? startedAt, role, level, minutes, band, scores }] : [],
    );
    return { reports: reports.sort((a, b) => a.at.localeCompare(b.at)) };
  }
}
