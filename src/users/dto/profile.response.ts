import { ApiProperty } from '@nestjs/swagger';
import type { Profile } from '../../generated/sqlite/client.js';

export class ProfileResponse {
  id!: string;
  userId!: string;
  phone!: string | null;
  address!: string | null;
  city!: string | null;
  postalCode!: string | null;
  country!: string | null;
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
  birthDate,
  preferences,
  createdAt,
  updatedAt,
}: Profile): ProfileResponse {
  return { id, userId, phone, address, city, postalCode, country, birthDate, preferences, createdAt, updatedAt };
}
