import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { MaxLength, ValidateBy, type ValidationOptions } from 'class-validator';
import { EMAIL_MAX, isEmailAddress, normaliseEmail } from './email-address.js';

/** Brings an address into the form in which it is stored and compared. */
export const NormalisedEmail = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normaliseEmail(value) : value));

/** An address that mail may be sent to; the one rule of all forms. */
export const IsEmailAddress = (options?: ValidationOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'email', maxLength: EMAIL_MAX }),
    NormalisedEmail(),
    MaxLength(EMAIL_MAX, options),
    ValidateBy({ name: 'isEmail', validator: { validate: isEmailAddress } }, options),
  );
