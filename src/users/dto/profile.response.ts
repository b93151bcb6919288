import { ApiProperty } from '@nestjs/swagger';
import type { Profile } from '../../prisma/client.js';

export class ProfileResponse {
  /** @example "cmx2xbi5c001ahu7dl04jk0m5" */
  id!: string;
  /** @example "demo-ondine" */
  userId!: string;
  /** @example "+33 6 12 34 56 78" */
  phone!: string | null;
  /** @example "8 quai des Sirènes" */
  address!: string | null;
  /** @example "Marseille" */
  city!: string | null;
  /** @example "13002" */
  postalCode!: string | null;
  /** @example "France" */
  country!: string | null;
  /** Two letters, where the country is known by what was typed. @example FR */
  countryCode!: string | null;
  birthDate!: Date | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  preferences!: unknown;

  createdAt!: Date;
  updatedAt!: Date;
}

export function toProfileResponse({
  id,
  userId,
  phone,
  address,
  city,
  postalCode,
  country,
  countryCode,
  birthDate,
  preferences,
  createdAt,
  updatedAt,
}: Profile): ProfileResponse {
  return {
    ...{ id, userId, phone, address, city, postalCode, country, countryCode },
    ...{ birthDate, preferences, createdAt, updatedAt },
  };
}
