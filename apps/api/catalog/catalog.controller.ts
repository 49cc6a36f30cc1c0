// catalog.controller.ts: roles, levels, topics and languages to choose from.
import { Catalog } from '@mockverse/contracts/api';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MayUse } from '../door/access';
import { Answers } from '../door/answers';
import { CatalogPage } from './catalog-page';

@ApiTags('catalog')
@Controller('catalog')
export class CatalogController {
  constructor(private readonly catalog: CatalogPage) {}

  @Get()
  @MayUse('open')
  @Answers(200, Catalog)
  read(): Catalog {
    return this.catalog.page;
  }
}
