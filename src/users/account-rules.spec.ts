import { validateSync } from 'class-validator';
import { IsNewPassword } from './account-rules.js';

class Probe {
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
