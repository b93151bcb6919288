import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Matches, MinLength, ValidateBy } from 'class-validator';
import { PASSWORD_MAX_BYTES } from './password-hasher.js';

/** The form in which e-mail addresses are stored and looked up. Dots and `+tags` stay. */
export const NormalisedEmail = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim().normalize('NFC').toLowerCase() : value,
  );

/** Forms send all their fields, with `''` for what is not given or is to be cleared. */
export const EmptyAsNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

/** A password that an account may have; the storefront checks the same. */
export const IsNewPassword = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ minLength: 8, maxLength: PASSWORD_MAX_BYTES, format: 'password' }),
    IsString({ message: 'Le mot de passe est requis.' }),
    MinLength(8, { message: 'Le mot de passe doit compter au moins 8 caractères.' }),
    Matches(/\p{Ll}/u, { message: 'Le mot de passe doit contenir au moins une minuscule.' }),
    Matches(/\p{Lu}/u, { message: 'Le mot de passe doit contenir au moins une majuscule.' }),
    Matches(/\d/, { message: 'Le mot de passe doit contenir au moins un chiffre.' }),
    MaxBytes(PASSWORD_MAX_BYTES),
  );

function MaxBytes(max: number): PropertyDecorator {
  return ValidateBy(
    {
      name: 'maxBytes',
      validator: { validate: (value) => typeof value === 'string' && Buffer.byteLength(value) <= max },
    },
    { message: `Le mot de passe est trop long : ${max} octets au plus.` },
  );
}
