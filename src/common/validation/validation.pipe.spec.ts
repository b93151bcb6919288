import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { InvalidFieldsError } from '../errors/validation.error.js';
import { validationPipe } from './validation.pipe.js';

class Line {
  @IsInt()
  @Min(1)
  @Max(100)
  quantity!: number;
}

class Form {
  @IsEmail()
  email!: string;

  @IsOptional()
  @IsString()
  @Length(3, 30)
  username?: string;

  @IsOptional()
  @Matches(/^[a-z]+$/, { message: 'Le mot magique ne convient pas.' })
  magic?: string;

  @IsOptional()
  @IsBoolean()
  rotate?: boolean;

  @IsOptional()
  @IsIn(['a', 'b'])
  type?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(2)
  @ArrayUnique()
  @ValidateNested({ each: true })
  @Type(() => Line)
  items?: Line[];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => Line)
  address?: Line;
}

async function detailsOf(body: unknown): Promise<unknown> {
  try {
    await validationPipe().transform(body, { type: 'body', metatype: Form });
    return [];
  } catch (error) {
    return (error as InvalidFieldsError).details.map(({ path, msg }) => [path, msg]);
  }
}

const email = 'a@example.com';

describe('validationPipe', () => {
  it.each([
    [{ email }, []],
    [{}, [['email', 'Le champ « adresse e-mail » est requis.']]],
    [undefined, [['email', 'Le champ « adresse e-mail » est requis.']]],
    [{ email: null }, [['email', 'Le champ « adresse e-mail » est requis.']]],
    [{ email: 'x' }, [['email', 'Le champ « adresse e-mail » doit être une adresse e-mail valide.']]],
    [{ email: [email] }, [['email', 'Le champ « adresse e-mail » doit être une adresse e-mail valide.']]],
    [
      { email, username: 'ab' },
      [['username', 'Le champ « nom d’utilisateur » doit compter entre 3 et 30 caractères.']],
    ],
    [{ email, magic: 'NO' }, [['magic', 'Le mot magique ne convient pas.']]],
    [{ email, rotate: 'true' }, [['rotate', 'Le champ « rotate » doit être vrai ou faux.']]],
    [{ email, type: 'c' }, [['type', 'Le champ « type » n’a pas une valeur connue.']]],
    [{ email, items: {} }, [['items', 'Le champ « articles » doit être une liste.']]],
    [{ email, items: [{ quantity: 0 }] }, [['items.0.quantity', 'Le champ « quantité (nº 1) » doit être au moins 1.']]],
    [
      { email, items: [{ quantity: 1 }, { quantity: '2' }] },
      [['items.1.quantity', 'Le champ « quantité (nº 2) » doit être un nombre entier.']],
    ],
    [{ email, items: [1] }, [['items.0', 'Le champ « items.0 » n’a pas la forme attendue.']]],
    [{ email, items: 'x' }, [['items', 'Le champ « articles » doit être une liste.']]],
    [{ email, items: [[]] }, [['items.0', 'Le champ « items.0 » n’a pas la forme attendue.']]],
    [
      { email, items: [{ quantity: 1 }, [{ quantity: 1 }]] },
      [['items.1', 'Le champ « items.1 » n’a pas la forme attendue.']],
    ],
    [{ email, address: [] }, [['address', 'Le champ « adresse » doit être un objet.']]],
    [{ email, address: [{ quantity: 1 }] }, [['address', 'Le champ « adresse » doit être un objet.']]],
    [{ email, address: { quantity: 1 } }, []],
  ])('%j is refused with %j', async (body, details) => expect(await detailsOf(body)).toEqual(details));

  it('refuses a list that is too long before it looks at its elements', async () => {
    const items = Array.from({ length: 10_000 }, () => ({}));
    expect(await detailsOf({ items })).toEqual([['items', 'Le champ « articles » doit contenir au plus 2 éléments.']]);
  });

  it('refuses lists where objects are due before it looks at their elements', async () => {
    const many = Array.from({ length: 10_000 }, () => ({}));
    expect(await detailsOf({ items: [many] })).toHaveLength(1);
    expect(await detailsOf({ address: many })).toHaveLength(1);
  });

  it('refuses a text that is far too long with the same sentence as one that is a little too long', async () => {
    const username = 'Le champ « nom d’utilisateur » doit compter entre 3 et 30 caractères.';
    for (const length of [31, 120, 100_000])
      expect(await detailsOf({ email, username: 'x'.repeat(length) })).toEqual([['username', username]]);
    expect(await detailsOf({ email, username: '😀'.repeat(30) })).toEqual([]);
  });

  it('drops fields that nobody asked for', async () => {
    const form = (await validationPipe().transform(
      { email, isAdmin: true },
      { type: 'body', metatype: Form },
    )) as object;
    expect(form).not.toHaveProperty('isAdmin');
    expect(form).toBeInstanceOf(Form);
  });

  it('names the first field in the sentence for the customer', () => {
    const error = new InvalidFieldsError([
      { path: 'a', msg: 'Un.' },
      { path: 'b', msg: 'Deux.' },
    ]);
    expect(error.text).toBe('Un.');
  });
});
