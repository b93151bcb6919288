import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { IsEmailAddress } from '../../common/email/email-address.decorator.js';
import { IsCustomerName } from '../../users/account-rules.js';

/** Both stand in the head of a mail. */
const ONE_LINE = /^[^\r\n]*$/;
const ON_ONE_LINE = { message: 'Ce champ doit tenir sur une ligne.' };

export class ContactDto {
  /** @example "Camille Durand" */
  @IsCustomerName()
  @Length(2, 80)
  @Matches(ONE_LINE, ON_ONE_LINE)
  @IsString()
  name!: string;

  /**
   * Where the shop answers to.
   * @example "camille@example.com"
   */
  @IsEmailAddress()
  email!: string;

  /** @example "Une question sur ma commande" */
  @Length(2, 120)
  @Matches(ONE_LINE, ON_ONE_LINE)
  @IsString()
  subject!: string;

  /** @example "Bonjour, quand ma commande sera-t-elle expédiée ?" */
  @Length(10, 4000)
  @IsString()
  message!: string;

  /** A field that people don't see. What fills it is a machine, and is told that all went well. */
  @IsOptional()
  @MaxLength(10_000)
  @IsString()
  website?: string | null;

  /** Another one. */
  @IsOptional()
  @MaxLength(10_000)
  @IsString()
  companyWebsite?: string | null;
}
