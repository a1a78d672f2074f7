/**
 * Writes what electron-builder takes from resources/: the icon of each system from the window's own, and the pictures of the installers.
 *   node_modules/.bin/node scripts/resources.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const root = resolve(import.meta.dirname, '..');
const folder = resolve(root, 'resources');
const icon = readFileSync(resolve(root, 'src/renderer/public/icon.svg'), 'utf8').trim();

const rendered = (svg, width) => new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render();
const png = (svg, width) => rendered(svg, width).asPng();

/** Apple's icons keep a tenth of their square free on every side. */
const appleIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 40 40">${icon}</svg>`.replace(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">',
  '<svg viewBox="0 0 32 32" width="32" height="32">',
);

/** Apple's container: a head of eight bytes, then every picture after its type and its length. Twice the points for sharp screens. */
function icns(pictures) {
  const entries = pictures.map(([type, data]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  });
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

/** Microsoft's container: a directory of sixteen bytes a picture, then the pictures. */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(([size, data], place) => {
    const at = 6 + 16 * place;
    // A byte for each side, in which 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  });
  return Buffer.concat([head, ...pictures.map(([, data]) => data)]);
}

/** The pixels of a picture as Windows reads them: from the bottom up, blue first. */
function bitmapRows({ width, height, pixels }, bytes) {
  const stride = Math.ceil((width * bytes) / 4) * 4;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * (y * width + x);
      const to = (height - 1 - y) * stride + x * bytes;
      const alpha = pixels[from + 3];
      // resvg multiplies colours by how opaque they are; an icon keeps the two apart.
      for (let part = 0; part < 3; part++)
        rows[to + part] =
          bytes === 4 && alpha > 0
            ? Math.min(255, Math.round((pixels[from + 2 - part] * 255) / alpha))
            : pixels[from + 2 - part];
      if (bytes === 4) rows[to + 3] = alpha;
    }
  return rows;
}

function bitmapHead(width, height, bits, size) {
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(width, 4);
  head.writeInt32LE(height, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(bits, 14);
  head.writeUInt32LE(size, 20);
  return head;
}

/** A bitmap inside an icon: as if twice as high, for the mask that follows; with 32 bits the mask is empty. */
function iconBitmap(svg, size) {
  const picture = rendered(svg, size);
  const rows = bitmapRows(picture, 4);
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size);
  return Buffer.concat([bitmapHead(size, 2 * size, 32, rows.length + mask.length), rows, mask]);
}

/** A bitmap file of 24 bits, the only kind that NSIS takes. */
function bmp(svg, width) {
  const picture = rendered(svg, width);
  const rows = bitmapRows(picture, 3);
  const head = Buffer.alloc(14);
  head.write('BM', 'latin1');
  head.writeUInt32LE(54 + rows.length, 2);
  head.writeUInt32LE(54, 10);
  return Buffer.concat([head, bitmapHead(picture.width, picture.height, 24, rows.length), rows]);
}

const PUSH = '#f08a6c';
const PULL = '#5fc3d6';
/** Push and pull on lanes, as on the timeline. */
const cards = (opacity) => `<g opacity="${opacity}">
  <path d="M0 0h62l9 9-9 9H0zM88 34h38l9 9-9 9H88z" fill="${PUSH}" />
  <path d="M180 43a8 8 0 0 1 8-8h76v16h-76a8 8 0 0 1-8-8zM42 77a8 8 0 0 1 8-8h112v16H50a8 8 0 0 1-8-8z" fill="${PULL}" />
</g>`;
const mark = icon.replace(/^<svg[^>]*>|<\/svg>\s*$/g, '');

/** Beside the pages of the Windows installer. */
const sidebar = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 164 314">
  <rect width="164" height="314" fill="#1f2430" />
  <g transform="translate(50 62) scale(2)">${mark}</g>
  <g transform="translate(20 186) scale(.62)">${cards(0.9)}</g>
</svg>`;

/** Behind the two icons of the disk image: from the application to the folder. */
const background = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 380">
  <rect width="540" height="380" fill="#faf8f5" />
  <path d="M0 300.5h540M0 334.5h540M0 368.5h540" stroke="#e3ded6" />
  <g transform="translate(138 291)">${cards(0.35)}</g>
  <path d="M232 190h64m-14-14 14 14-14 14" fill="none" stroke="#8c8a86" stroke-width="5" stroke-linecap="round" stroke-linejoin="round" />
</svg>`;

const APPLE = { ic07: 128, ic08: 256, ic09: 512, ic10: 1024, ic11: 32, ic12: 64, ic13: 256, ic14: 512 };
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];

const files = {
  'icon.png': png(icon, 1024),
  'icon.icns': icns(Object.entries(APPLE).map(([type, size]) => [type, png(appleIcon, size)])),
  // Small ones as bitmaps, which everything reads; the largest would weigh too much so.
  'icon.ico': ico([...[16, 24, 32, 48, 64, 128].map((size) => [size, iconBitmap(icon, size)]), [256, png(icon, 256)]]),
  ...Object.fromEntries(LINUX.map((size) => [`icons/${size}x${size}.png`, png(icon, size)])),
  'installerSidebar.bmp': bmp(sidebar, 164),
  'background.png': png(background, 540),
  'background@2x.png': png(background, 1080),
};

mkdirSync(resolve(folder, 'icons'), { recursive: true });
for (const [name, data] of Object.entries(files)) writeFileSync(resolve(folder, name), data);
