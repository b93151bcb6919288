import { All, Controller, Module, NotFoundException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../common/decorators/access.decorator.js';

/** So that the guards see requests for routes that do not exist, which count for the general limit like any other. */
@ApiExcludeController()
@Public()
@Controller()
class UnknownRouteController {
  @All('*path')
  refuse(): never {
    throw new NotFoundException();
  }
}

/** Imported last: its route takes what no other did. */
@Module({ controllers: [UnknownRouteController] })
export class UnknownRouteModule {}
