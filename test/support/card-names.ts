/** What a card's name has that a name of a person has not, in French, English and Japanese; one a line. */
const UNUSUAL = `
N's Zoroark
N’s Zoroark
M. Mime d'Aludia
Mr. Mime
Mime Jr.
Billy & O'Nare
Pikachu & Zekrom-GX
Arceus, Dialga et Palkia GX
Lt. Surge’s Strategy
Farfetch'd
Canarticho de l'Arène
Boss's Orders (Giovanni)
Ordres du Boss (Lysandre)
Entei & Raikou LÉGENDE (haut)
Machine Technique Ancienne [Glace]
Ancient Technical Machine [Rock]
Zarbi [?]
Zarbi [!]
Unown ?
Imakuni?'s Doduo
Doduo d'Imakuni?
Sleep!
Drop It!
Et voilà la Team Rocket !
Here Comes Team Rocket!
Bonne nuit, les petits !
La revanche de Chen, l'imposteur
Type: Null
Type: 0
Type:0 ex
Nidoran♀
Nidoran ♂ δ
Giovanni's Nidoran ♀
Dracaufeu ☆ δ
Charizard ☆
Espeon ★
Noctali ★★
Arceus ◇
Darkrai ◇
Abo δ
Alakazam E4 LV.X
Absol G NIV.X
Archéodong Niv. 54
Pikachu de ________
_________'s Pikachu
Blaine's Quiz #1
Quiz d'Auguste #3
Poké Blower +
Poké Guérison +
Capsule Technique : Angle Mort
Aérozélite : Lame d’Air
Hôtel « Au paradis des Pokémon »
Hôtel " Au paradis des Pokémon "
Motisma-Dex – Mode Poké Scope
Rotom Dex—Poké Finder Mode
Machine Technique Invention G-107 de Team Galaxie
Porygon-Z
Porygon2
Ho-Oh
Ho-Oh LÉGENDE (bas)
Jangmo-o
Mewtwo V-UNION
Greninja V-UNION
Bug Catching Set
Fairy Drop
Drop Kick Table
Select Energy
Super Selection Ball
Update from Bill
Mail from Bill
Delete Trap
Insert Coin
Union of Unown
Alter Ego or Nothing
Cast and Catch
Exec Order
Where Is Ditto
Like Mother, Like Magikarp
Wait and See Hammer
Script of Giratina
Image Trainer
Object Finder
Frame Perfect
Énergie Double; Aqua
Carte -- Épuisée
100 % Pikachu
50/50 Voltorbe
#1 Trainer
No. 2 Trainer
Œuf Chance
Cœur d'Artikodin
Ça Cartonne
Où est Évoli
Île Fabuleuse
Être Ensemble
Nœud Destin
L’Âme de l’Arène
Aïe, Aïe, Aïe
Poké Ball
Pokégear 3.0
PokéNav
ピカチュウ
リザードンex
ミュウツー&ミュウGX
ポケモンいれかえ
ボスの指令（サカキ）
博士の研究
ロケット団の「ニューラ」
ニドラン♀
カイオーガ☆
たねポケモン・大集合
`
  .trim()
  .split('\n');

const POKEMON =
  'Absol Amphinobi Aquali Arcanin Bulbizarre Carapuce Charizard Dracaufeu Eevee Évoli Florizarre Gardevoir Gengar Ectoplasma Léviator Gyarados Lucario Mewtwo Mew Pikachu Raichu Ronflex Snorlax Rayquaza Umbreon Noctali Voltali Zacian Zarude Zoroark';
const ENDINGS = ['', ' ex', ' EX', '-GX', ' V', ' VMAX', ' VSTAR', ' δ', ' LV.X', ' de la Team Rocket', " d'Alola"];

/** Some hundred, as they are in the catalogues of card makers: every text field must accept each of them. */
export const CARD_NAMES = [...UNUSUAL, ...POKEMON.split(' ').flatMap((name) => ENDINGS.map((ending) => name + ending))];

/** @returns so many names, those with unusual characters first */
export function cardNames(count: number): string[] {
  return CARD_NAMES.slice(0, count);
}
