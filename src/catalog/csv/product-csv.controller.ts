import { createReadStream } from 'node:fs';
import {
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  type StreamableFile,
  UploadedFiles,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { csvResponse } from '../../common/csv/write-csv.js';
import { MAX_CSV_BYTES } from '../../common/csv/read-csv.js';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { NoFilesError } from '../../common/multipart/multipart.errors.js';
import { receiveFiles, type IncomingFile } from '../../common/multipart/receive-files.js';
import { RouteLimits } from '../../security/rate-limit/route-limits.decorator.js';
import { ProductExport } from './product-export.service.js';
import { ProductImportQuery } from './product-import.query.js';
import { ProductImportResponse } from './product-import.response.js';
import { ProductImport } from './product-import.service.js';

const BODY = {
  type: 'object' as const,
  required: ['file'],
  properties: { file: { type: 'string' as const, format: 'binary' } },
};

@ApiTags('admin: products')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] })
@Controller('admin/products')
export class ProductCsvController {
  constructor(
    private readonly imports: ProductImport,
    private readonly exports: ProductExport,
  ) {}

  /** All products as CSV, a variant a row: UTF-8 for spreadsheets, semicolons, prices in euros. */
  @Get('export')
  @ApiProduces('text/csv')
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  export(): StreamableFile {
    return csvResponse('products.csv', this.exports.toCsv());
  }

  /**
   * Creates and changes products by a CSV file, all rows or none. An empty cell changes nothing; `stock` is a count,
   * `stock_delta` a difference.
   */
  @Post('import')
  @HttpCode(200)
  @RouteLimits(['upload'])
  @UseInterceptors(
    receiveFiles('file', { maxFiles: 1, maxBytes: MAX_CSV_BYTES, tooLarge: 'Le fichier dépasse 32 Mo.' }),
  )
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: BODY })
  @ApiOkResponse({ type: ProductImportResponse })
  @ApiErrors({
    400: ['VALIDATION_ERROR', 'INVALID_CSV', 'NO_FILES', 'TOO_MANY_FILES', 'INVALID_MULTIPART'],
    409: ['SLUG_ALREADY_EXISTS', 'SKU_ALREADY_EXISTS', 'STALE_STOCK'],
    413: ['FILE_TOO_LARGE'],
  })
  import(
    @CurrentUser() admin: AuthUser,
    @Query() { dryRun }: ProductImportQuery,
    @UploadedFiles() files: IncomingFile[] | undefined,
  ): Promise<ProductImportResponse> {
    const [file] = files ?? [];
    if (!file) throw new NoFilesError('file');
    return this.imports.import(createReadStream(file.path), { dryRun: dryRun === 'true', adminId: admin.userId });
  }
}
