import { Header } from '@nestjs/common';

/** A read that is the same for everybody: clients may store it, and ask each time whether it still holds. */
export const PublicRead = (): MethodDecorator => Header('Cache-Control', 'no-cache');
