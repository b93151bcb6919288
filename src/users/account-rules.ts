import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { PASSWORD_MAX_BYTES } from './password-hasher.js';
import { isReservedUsername } from './reserved-usernames.js';

/** Forms send all their fields, with `''` for what is not given or is to be cleared. */
export const EmptyAsNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === '' ? null : value));

/** Letters, digits, `_` and `-`, 3 to 30 of them. */
export const IsUsername = (): PropertyDecorator =>
  applyDecorators(
    Matches(/^[a-zA-Z0-9_-]+$/, {
      message: 'Le nom d’utilisateur ne peut contenir que des lettres sans accent, des chiffres, « _ » et « - ».',
    }),
    MaxLength(30),
    MinLength(3),
    IsString(),
  );

/**
 * A person's name, as mails greet with it: mail programs make links of addresses in it. Other widths of a character
 * count as the character.
 */
export const IsCustomerName = (): PropertyDecorator =>
  rule('isPersonName', (name) => !/:\/\/|www\.|@/i.test(name.slice(0, LONGEST_NAME_UNITS).normalize('NFKC')));

/** What comes after is refused for its length: 120 characters at most, each of up to four units. */
const LONGEST_NAME_UNITS = 480;

/** A username that nobody takes for the shop's own. An operator may choose such a name. */
export const IsFreeUsername = (): PropertyDecorator =>
  rule('isFreeUsername', (username) => !isReservedUsername(username));

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

function rule(name: string, validate: (text: string) => boolean): PropertyDecorator {
  return ValidateBy({ name, validator: { validate: (value) => typeof value === 'string' && validate(value) } });
}

function MaxBytes(max: number): PropertyDecorator {
  return ValidateBy(
    {
      name: 'maxBytes',
      validator: { validate: (value) => typeof value === 'string' && Buffer.byteLength(value) <= max },
    },
    { message: `Le mot de passe est trop long : ${max} octets au plus.` },
  );
}
