import { applyDecorators, type Type } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

const PAGE_MAX = 1_000_000;

/** A query parameter that holds a whole number. Empty counts as absent; all else is left for `IsInt` to refuse. */
export function QueryInt(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      if (value === '') return undefined;
      return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    }),
    IsOptional(),
    IsInt(),
    Min(min),
    Max(max),
  );
}

/** A query parameter that holds a text. Empty counts as absent; given twice it is no text, and refused. */
export function QueryText(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value)),
    IsOptional(),
    IsString(),
  );
}

export interface PageQuery {
  page?: number;
  limit?: number;
}

/** A base class for the query of a list: `page` from 1, and `limit` with its default and its maximum. */
export function pageQuery(defaultLimit: number, maxLimit: number): Type<Required<PageQuery>> {
  class Page {
    @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: PAGE_MAX, default: 1 })
    @QueryInt(1, PAGE_MAX)
    page = 1;

    @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: maxLimit, default: defaultLimit })
    @QueryInt(1, maxLimit)
    limit = defaultLimit;
  }
  return Page;
}
