import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import type { Prisma } from '../../../prisma/client.js';

/** Untouched: the transformer would leave out what is called like a method of objects. */
const AsSent = (): PropertyDecorator =>
  Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key]);

/** Cards for cards: objects of any content, as JSON 16 KB at most together. */
export class MakeOfferDto {
  /** Whom it is for; this or `receiverUsername`, not both. */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(64)
  @IsString()
  receiverId?: string | null;

  /** In any case. @example "ondine" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(30)
  @IsString()
  receiverUsername?: string | null;

  /** What is offered. */
  @ApiProperty({
    type: 'array',
    minItems: 1,
    maxItems: 50,
    items: { type: 'object', additionalProperties: true },
    example: [{ id: 'swsh3-136', name: 'Fouinar', quantity: 1 }],
  })
  @AsSent()
  @IsObject({ each: true })
  @ArrayMaxSize(50)
  @ArrayMinSize(1)
  @IsArray()
  creatorCards!: Prisma.InputJsonObject[];

  /** What is asked for. */
  @ApiProperty({
    type: 'array',
    minItems: 1,
    maxItems: 50,
    items: { type: 'object', additionalProperties: true },
    example: [{ id: 'swsh3-20', name: 'Dracaufeu VMAX', quantity: 1 }],
  })
  @AsSent()
  @IsObject({ each: true })
  @ArrayMaxSize(50)
  @ArrayMinSize(1)
  @IsArray()
  receiverCards!: Prisma.InputJsonObject[];

  /** @example "Bonjour, ma Fouinar contre ton Dracaufeu ?" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  message?: string | null;
}
