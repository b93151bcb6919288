// Draws the pictures of the demo products: `node prisma/seed/draw-pictures.mjs`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIZE = 600;
const FOLDER = fileURLToPath(new URL('pictures/', import.meta.url));

const rect = (x, y, width, height, fill, more = '') =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" ${more}/>`;
const circle = (x, y, r, fill, more = '') => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
const path = (d, fill, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;
const moved = (x, y, content, turn = 0) => `<g transform="translate(${x} ${y}) rotate(${turn})">${content}</g>`;
const shadow = (width = 380) => `<ellipse cx="300" cy="510" rx="${width / 2}" ry="22" fill="#000" opacity=".13"/>`;

/** Emblems around 0, 0, about 120 wide. */
const flame = (fill) =>
  path(
    'M0 -75C35 -30 60 -5 48 40C40 68 18 78 0 78C-22 78 -46 64 -50 36C-54 8 -30 -4 -24 -30C-12 -16 -6 -10 -4 6C10 -14 10 -44 0 -75Z',
    fill,
  ) + path('M2 6C18 26 26 36 20 54C15 66 -14 66 -20 52C-25 38 -8 28 2 6Z', '#fff', 'opacity=".75"');
const bolt = (fill) => path('M14 -80L-48 12H-8L-22 80L50 -18H6Z', fill);
const moon = (fill) => path('M20 -70A72 72 0 1 0 68 40A58 58 0 1 1 20 -70Z', fill);
const drop = (fill) => path('M0 -72C30 -28 48 -4 48 24A48 48 0 0 1 -48 24C-48 -4 -30 -28 0 -72Z', fill);
const leaf = (fill) =>
  path('M-60 60C-70 -20 -10 -70 66 -66C72 10 20 72 -60 60Z', fill) +
  path('M-60 60L36 -36', 'none', 'stroke="#fff" stroke-width="7" opacity=".7"');
const wind = (fill) =>
  path(
    'M-64 -28H20A24 24 0 1 0 -4 -56M-64 4H44A26 26 0 1 1 18 34M-64 36H-14A22 22 0 1 1 -34 60',
    'none',
    `stroke="${fill}" stroke-width="12" stroke-linecap="round"`,
  );
const wave = (fill) => path('M-72 22C-48 -10 -28 -10 -8 14C8 -22 36 -30 70 -6C46 -4 44 22 70 26V54H-72Z', fill);
const star = (fill, size = 1) =>
  `<g transform="scale(${size})">${path('M0 -70L20 -22L70 -20L30 12L44 62L0 34L-44 62L-30 12L-70 -20L-20 -22Z', fill)}</g>`;
const dragon = (fill) =>
  path(
    'M-70 50C-76 -10 -40 -34 -8 -34C-10 -56 8 -70 34 -70L26 -50L64 -40C62 -16 40 -12 22 -12C40 10 34 44 4 60C14 40 4 26 -14 28C-36 30 -40 52 -70 50Z',
    fill,
  ) + circle(26, -44, 5, '#fff');

/** A box seen from the front, its top a little open or closed. */
const box = (front, side, emblem, { width = 300, height = 300, lid = 46 } = {}) => {
  const [x, y] = [300 - width / 2, 500 - height];
  return (
    shadow(width + 90) +
    path(`M${x} ${y}L${x + 34} ${y - lid}H${x + width + 34}L${x + width} ${y}Z`, side, 'opacity=".75"') +
    path(`M${x + width} ${y}L${x + width + 34} ${y - lid}V${500 - lid}L${x + width} 500Z`, side) +
    rect(x, y, width, height, front) +
    rect(x + 18, y + 18, width - 36, height - 36, 'none', 'stroke="#fff" stroke-width="4" opacity=".55" rx="8"') +
    moved(300, y + height / 2, emblem)
  );
};

/** A booster around 0, 0. */
const booster = (color, dark, emblem) =>
  rect(-80, -130, 160, 260, color, 'rx="6"') +
  [-130, 106].map((y) => rect(-80, y, 160, 24, dark)).join('') +
  Array.from(
    { length: 10 },
    (_, i) =>
      rect(-80 + i * 16, -130, 3, 24, '#fff', 'opacity=".25"') +
      rect(-80 + i * 16, 106, 3, 24, '#fff', 'opacity=".25"'),
  ).join('') +
  rect(-62, -90, 124, 180, '#fff', 'opacity=".16" rx="60"') +
  emblem;

/** A card around 0, 0. */
const card = (color, emblem, back = '#f6f1e4') =>
  rect(-95, -132, 190, 264, back, 'rx="12" stroke="#00000022" stroke-width="2"') +
  rect(-80, -112, 160, 130, color, 'rx="6"') +
  moved(0, -48, `<g transform="scale(.72)">${emblem}</g>`) +
  [40, 62, 84].map((y, i) => rect(-80, y, 160 - i * 30, 10, '#00000030', 'rx="5"')).join('');

const die = (color, dots, size = 1) =>
  `<g transform="scale(${size})">${rect(-44, -44, 88, 88, color, 'rx="18"')}${rect(-44, -44, 88, 40, '#fff', 'rx="18" opacity=".25"')}${dots.map(([x, y]) => circle(x, y, 9, '#fff')).join('')}</g>`;
const PIPS = {
  1: [[0, 0]],
  2: [
    [-20, -20],
    [20, 20],
  ],
  3: [
    [-22, -22],
    [0, 0],
    [22, 22],
  ],
  4: [
    [-20, -20],
    [20, -20],
    [-20, 20],
    [20, 20],
  ],
  5: [
    [-22, -22],
    [22, -22],
    [0, 0],
    [-22, 22],
    [22, 22],
  ],
  6: [
    [-20, -24],
    [20, -24],
    [-20, 0],
    [20, 0],
    [-20, 24],
    [20, 24],
  ],
};

const deck = (color, emblem) =>
  rect(-88, -125, 176, 250, color, 'rx="10"') +
  rect(-74, -111, 148, 222, 'none', 'rx="8" stroke="#fff" stroke-width="4" opacity=".6"') +
  emblem;

const sleeves = (color) =>
  rect(-80, -115, 160, 230, color, 'rx="8"') +
  rect(-80, -60, 160, 70, '#fff', 'opacity=".9"') +
  rect(-56, -42, 112, 12, color) +
  rect(-56, -20, 72, 10, color, 'opacity=".6"');

const binder = (color, dark) =>
  shadow(400) +
  rect(140, 110, 320, 390, color, 'rx="18"') +
  rect(140, 110, 58, 390, dark, 'rx="18"') +
  rect(430, 122, 12, 366, '#c9a24b', 'rx="6"') +
  rect(420, 280, 32, 44, '#e3c377', 'rx="6"') +
  moved(318, 300, star('#ffffff55'));

const PICTURES = {
  'coffret-dresseur-elite-flammes': [
    '#fde6d8',
    box('#d9482b', '#9c2e18', flame('#ffd45e'), { width: 310, height: 320 }),
  ],
  'coffret-dresseur-elite-flammes-2': [
    '#fbeee2',
    moved(170, 230, booster('#d9482b', '#9c2e18', flame('#ffd45e')), -10) +
      moved(330, 220, booster('#e8783a', '#a84c17', flame('#fff1b8')), 4) +
      moved(470, 320, sleeves('#9c2e18'), 10) +
      moved(200, 470, die('#d9482b', PIPS[5], 0.8), 14) +
      moved(300, 490, die('#e8783a', PIPS[3], 0.8), -8),
  ],
  'display-orage-celeste': [
    '#e3ecfb',
    box('#2f5fc4', '#1d3f86', bolt('#ffe066'), { width: 340, height: 250, lid: 90 }),
  ],
  'carte-dragon-des-brumes-holo': [
    '#e9e4f5',
    shadow(300) +
      rect(165, 70, 270, 420, '#ffffffaa', 'rx="14" stroke="#b9b2d6" stroke-width="4"') +
      moved(300, 290, `<g transform="scale(1.25)">${card('#6a5acd', dragon('#e9e4ff'))}</g>`),
  ],
  'carte-dragon-des-brumes-holo-2': [
    '#d7d0ef',
    Array.from({ length: 9 }, (_, i) =>
      path(
        `M${-300 + i * 110} 600L${i * 110} 0H${i * 110 + 46}L${-254 + i * 110} 600Z`,
        ['#bfe3ff', '#e9c8ff', '#ffe3b8'][i % 3],
        'opacity=".7"',
      ),
    ).join('') + moved(300, 310, `<g transform="scale(3)">${dragon('#5848b8')}</g>`),
  ],
  'pokebox-printemps': [
    '#e8f5e4',
    shadow(470) +
      moved(190, 320, deck('#7cb86a', leaf('#eaffdf')), -4) +
      moved(410, 320, deck('#6fa7c7', drop('#e3f5ff')), 4),
  ],
  'tripack-racines-anciennes': [
    '#efe7d8',
    rect(80, 90, 440, 420, '#8a6a3f', 'rx="22"') +
      circle(300, 124, 16, '#efe7d8') +
      [150, 300, 450]
        .map((x, i) =>
          moved(
            x,
            325,
            `<g transform="scale(.86)">${booster(['#5d7f45', '#76964f', '#4a6a52'][i], '#33492a', leaf('#dff0c9'))}</g>`,
          ),
        )
        .join(''),
  ],
  'coffret-collection-clair-de-lune': [
    '#dfe3f3',
    box('#1f2a5c', '#131a3d', moved(-50, -10, moon('#f5e6a8')) + moved(80, 60, star('#f5e6a8', 0.35)), {
      width: 360,
      height: 300,
    }) + moved(440, 470, circle(0, -54, 22, '#c9cfee') + path('M-28 0C-28 -40 28 -40 28 0Z', '#c9cfee')),
  ],
  'deck-premiers-pas': [
    '#f3efe4',
    shadow(440) +
      moved(180, 320, deck('#3f86c9', drop('#e3f2ff')), -16) +
      moved(420, 320, deck('#5f9e4a', leaf('#e8fbdc')), 16) +
      moved(300, 300, deck('#d9532f', flame('#ffd45e'))),
  ],
  'display-cap-sur-l-horizon': [
    '#e0f0f1',
    box('#1c7f86', '#10555a', wave('#e2fbfb'), { width: 350, height: 240, lid: 90 }),
  ],
  'deck-de-demarrage-equipage-rouge': [
    '#f8e1de',
    shadow(420) +
      moved(380, 310, card('#c7402f', star('#ffe7a8')), 10) +
      moved(220, 320, deck('#a8281c', star('#ffe7a8', 0.8)), -6),
  ],
  'coffret-tresor-des-mers': [
    '#f2ead6',
    shadow(440) +
      rect(110, 280, 380, 220, '#8b5a2b', 'rx="10"') +
      path('M110 290C110 130 490 130 490 290Z', '#a06a35') +
      [150, 420].map((x) => rect(x, 178, 30, 322, '#d9b24c')).join('') +
      rect(262, 260, 76, 84, '#e6c766', 'rx="10"') +
      circle(300, 294, 12, '#5c3a17') +
      rect(295, 296, 10, 30, '#5c3a17'),
  ],
  'booster-vents-contraires': [
    '#e2ebf4',
    shadow(260) + moved(300, 300, `<g transform="scale(1.5)">${booster('#2f6f9f', '#1b4766', wind('#eaf6ff'))}</g>`),
  ],
  'protege-cartes-mats': [
    '#ececec',
    shadow(480) +
      moved(165, 320, sleeves('#2b2b2e'), -8) +
      moved(435, 320, sleeves('#9b4030'), 8) +
      moved(300, 300, sleeves('#25346b')),
  ],
  'toploaders-rigides': [
    '#e6f0ee',
    shadow(420) +
      [0, 1, 2, 3, 4]
        .map((i) =>
          moved(
            270 + i * 16,
            330 - i * 18,
            rect(-110, -150, 220, 300, '#ffffff', 'rx="12" opacity=".75" stroke="#86b3aa" stroke-width="4"') +
              rect(-40, -150, 80, 26, '#cfe5e0', 'rx="10"'),
          ),
        )
        .join(''),
  ],
  'classeur-neuf-cases-a-glissiere': ['#e4e4ea', binder('#33363f', '#1f2128')],
  'classeur-neuf-cases-a-glissiere-2': [
    '#e8e6df',
    shadow(480) +
      rect(60, 110, 480, 390, '#33363f', 'rx="18"') +
      rect(86, 130, 428, 350, '#f5f5f2', 'rx="8"') +
      [0, 1, 2]
        .flatMap((row) =>
          [0, 1, 2].map((column) =>
            rect(
              112 + column * 132,
              144 + row * 112,
              112,
              98,
              ['#d9482b', '#2f5fc4', '#5f9e4a', '#6a5acd', '#e0b13c', '#1c7f86', '#a8281c', '#7a7f8c', '#c77fb0'][
                row * 3 + column
              ],
              'rx="6" opacity=".85"',
            ),
          ),
        )
        .join(''),
  ],
  'tapis-de-jeu-constellation': [
    '#e9dcc6',
    rect(40, 150, 520, 310, '#1d2350', 'rx="16"') +
      rect(40, 150, 520, 310, 'none', 'rx="16" stroke="#4651a6" stroke-width="6"') +
      path(
        'M130 380L210 270L300 330L370 220L480 260L440 380',
        'none',
        'stroke="#aeb8ff" stroke-width="3" opacity=".7"',
      ) +
      [
        [130, 380],
        [210, 270],
        [300, 330],
        [370, 220],
        [480, 260],
        [440, 380],
      ]
        .map(([x, y]) => moved(x, y, star('#fff6c9', 0.22)))
        .join('') +
      [
        [90, 200],
        [260, 190],
        [520, 200],
        [330, 420],
        [180, 430],
        [520, 420],
      ]
        .map(([x, y]) => circle(x, y, 3, '#fff'))
        .join(''),
  ],
  'boite-de-deck-aimantee': [
    '#eee9df',
    shadow(420) +
      rect(120, 240, 230, 260, '#8b9098', 'rx="12"') +
      path('M120 250L150 130H380L350 250Z', '#a6abb3') +
      rect(205, 300, 60, 26, '#c9ced6', 'rx="8"') +
      moved(440, 370, `<g transform="scale(.9)">${card('#c9862f', star('#fff3d4'))}</g>`, 8),
  ],
  'lot-de-des-nacres': [
    '#f0e6f1',
    moved(300, 230, die('#9b6fb5', PIPS[6], 1.9), -8) +
      [
        [120, 400, '#c77fb0', 1, 10],
        [240, 440, '#7f9fd1', 2, -6],
        [370, 430, '#6fb5a6', 3, 12],
        [490, 390, '#d1a35f', 4, -14],
        [180, 520, '#9b6fb5', 5, 4],
        [420, 525, '#c77fb0', 2, -9],
      ]
        .map(([x, y, color, pips, turn]) => moved(x, y, die(color, PIPS[pips], 0.75), turn))
        .join(''),
  ],
};

mkdirSync(FOLDER, { recursive: true });
for (const [name, [background, content]] of Object.entries(PICTURES)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}">${rect(0, 0, SIZE, SIZE, background)}${content}</svg>`;
  await sharp(Buffer.from(svg)).webp({ quality: 80, effort: 6 }).toFile(`${FOLDER}${name}.webp`);
}
