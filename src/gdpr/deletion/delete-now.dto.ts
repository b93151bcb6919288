import { IsIn, IsString } from 'class-validator';
import { RequestDeletionDto } from './request-deletion.dto.js';

export class DeleteNowDto extends RequestDeletionDto {
  /** These very words. @example "SUPPRIMER MON COMPTE" */
  @IsIn(['SUPPRIMER MON COMPTE'], { message: 'Pour confirmer, écrivez exactement « SUPPRIMER MON COMPTE ».' })
  @IsString()
  confirmation!: string;
}
