import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';

const MAX = 30;

/** Digits, and what people write between them. */
const PHONE = /^[+]?[0-9\s\-().\/]+$/;

/** A phone number as people write it: `06.12.34.56.78`, `+33 (0)6 12-34-56-78`; the one rule of all forms. */
export const IsPhone = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, maxLength: MAX, pattern: PHONE.source }),
    Matches(PHONE),
    MaxLength(MAX),
    IsString(),
  );
