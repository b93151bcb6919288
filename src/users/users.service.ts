import { Injectable } from '@nestjs/common';
import { countryCodeOf } from '../common/countries/country-code.js';
import { Prisma } from '../prisma/client.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { userSearchText } from '../prisma/search-texts.js';
import { parseBirthDate } from './birth-date.js';
import type { ExtendedProfileDto } from './dto/extended-profile.dto.js';
import { toProfileResponse } from './dto/profile.response.js';
import type { UpdateProfileDto } from './dto/update-profile.dto.js';
import {
  profiledUserInclude,
  toProfiledUserResponse,
  toUserResponse,
  type ExtendedProfileUpdatedResponse,
  type OwnProfileResponse,
  type ProfileUpdatedResponse,
} from './dto/user.response.js';
import { AccountGoneError } from './users.errors.js';

const SAVED = 'Votre profil a été enregistré.';

/** Reads and changes the caller's account. */
@Injectable()
export class UsersService {
  constructor(private readonly prisma: PrismaService) {}

  /** @throws AccountGoneError */
  async getProfile(userId: string): Promise<OwnProfileResponse> {
    const user = await this.prisma.user.findUnique({ where: { id: userId }, include: profiledUserInclude });
    if (!user) throw new AccountGoneError();
    return { user: toProfiledUserResponse(user) };
  }

  /**
   * Absent fields stay, null clears.
   * @throws AccountGoneError
   */
  async updateProfile(userId: string, { firstName, lastName, bio }: UpdateProfileDto): Promise<ProfileUpdatedResponse> {
    return this.prisma.$transaction(async (tx) => {
      const where = { id: userId };
      const [user] = await tx.user.updateManyAndReturn({ where, data: { firstName, lastName, bio } });
      if (!user) throw new AccountGoneError();
      // Locks the row: the names can't change before this transaction ends.
      await tx.user.updateMany({ where, data: { searchText: userSearchText(user) } });
      return { message: SAVED, user: toUserResponse(user) };
    });
  }

  /**
   * Absent fields stay, null clears; a missing profile is created.
   * @throws AccountGoneError
   */
  async updateExtended(
    userId: string,
    { phone, address, city, postalCode, country, birthDate }: ExtendedProfileDto,
  ): Promise<ExtendedProfileUpdatedResponse> {
    const born = birthDate && parseBirthDate(birthDate, new Date());
    const countryCode = country === undefined ? undefined : countryCodeOf(country);
    const data = { phone, address, city, postalCode, country, countryCode, birthDate: born };
    try {
      const profile = await this.prisma.profile.upsert({
        where: { userId },
        create: { userId, ...data },
        update: data,
      });
      return { message: SAVED, profile: toProfileResponse(profile) };
    } catch (error) {
      // The foreign key: no such account.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003') throw new AccountGoneError();
      throw error;
    }
  }
}
