import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { EmptyIsNull } from '../../../common/validation/empty-is-null.decorator.js';
import { IMAGE_URL, IsReachable } from '../../product-rules.js';

export class ProductImageDto {
  /**
   * `/uploads/…`, `/img/…` or an http(s) address.
   * @example /uploads/7941bb2f256f79f8d8416164c9ca76db.webp
   */
  @IsString()
  @MaxLength(500)
  @Matches(IMAGE_URL)
  @IsReachable()
  url!: string;

  /** @example Le coffret vu de face */
  @EmptyIsNull()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  altText?: string | null;
}
