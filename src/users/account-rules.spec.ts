import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsNewPassword, NormalisedEmail } from './account-rules.js';

class Probe {
  @NormalisedEmail()
  email!: string;

  @IsNewPassword()
  password!: string;
}

const firstMessage = (password: unknown) =>
  Object.values(
    validateSync(Object.assign(new Probe(), { password }), { stopAtFirstError: true })[0]?.constraints ?? {},
  )[0];

describe('IsNewPassword', () => {
  it.each([
    ['Pikachu1', '8 characters'],
    ['Élan été 25', 'accents and blanks'],
    [`Aa1${'x'.repeat(69)}`, '72 bytes'],
  ])('takes %j: %s', (password) => expect(firstMessage(password)).toBeUndefined());

  it.each([
    [undefined, 'Le mot de passe est requis.'],
    [12345678, 'Le mot de passe est requis.'],
    [['Pikachu25'], 'Le mot de passe est requis.'],
    ['Pika12', 'Le mot de passe doit compter au moins 8 caractères.'],
    ['Aa1🂡🂡🂡🂡', 'Le mot de passe doit compter au moins 8 caractères.'],
    ['PIKACHU25', 'Le mot de passe doit contenir au moins une minuscule.'],
    ['pikachu25', 'Le mot de passe doit contenir au moins une majuscule.'],
    ['Pikachuuu', 'Le mot de passe doit contenir au moins un chiffre.'],
    [`Aa1${'x'.repeat(70)}`, 'Le mot de passe est trop long : 72 octets au plus.'],
    [`Aa1${'é'.repeat(35)}`, 'Le mot de passe est trop long : 72 octets au plus.'],
  ])('refuses %j: %s', (password, message) => expect(firstMessage(password)).toBe(message));
});

describe('NormalisedEmail', () => {
  const normalised = (email: unknown) => plainToInstance(Probe, { email }).email;

  it('trims, composes and lower-cases, and keeps dots and tags', () => {
    expect(normalised('  S.Ketchum+Cartes@Example.FR ')).toBe('s.ketchum+cartes@example.fr');
    expect(normalised('e\u0301lo@example.fr')).toBe('\u00e9lo@example.fr');
  });

  it('leaves what is no text for the rule beside it to refuse', () => {
    expect(normalised(['a@example.fr'])).toEqual(['a@example.fr']);
  });
});
