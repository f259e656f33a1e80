// Six approved screenshots per theme, kept at half their size. They are compared at a quarter of the size, so that another
// machine's font rendering does not count, but a block that has moved or changed color does.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PNG } from "pngjs";

const PICTURES = [
  { page: "home", width: 360, scheme: "light" },
  { page: "home", width: 1440, scheme: "dark" },
  { page: "two-sided article", width: 360, scheme: "dark" },
  { page: "two-sided article", width: 1440, scheme: "light" },
  { page: "form", width: 360, scheme: "light" },
  { page: "form", width: 1440, scheme: "dark" },
];

const KEPT = 2;
const COMPARED = 4;
// A cell differs if a channel is off by more than this, of 255; a screenshot differs if more than this share of its cells does.
const CHANNEL = 40;
const SHARE = 0.015;

// Each square of pixels becomes one pixel of their mean color.
const shrink = ({ width, height, data }, times) => {
  const small = new PNG({ width: Math.floor(width / times), height: Math.floor(height / times) });
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        let sum = 0;
        for (let square = 0; square < times * times; square += 1) {
          const row = y * times + Math.floor(square / times);
          sum += data[(row * width + x * times + (square % times)) * 4 + channel];
        }
        small.data[(y * small.width + x) * 4 + channel] = Math.round(sum / (times * times));
      }
    }
  }
  return small;
};

const compare = (approved, taken) => {
  if (approved.width !== taken.width || approved.height !== taken.height) {
    return [`it is ${taken.width} × ${taken.height} px, the approved one ${approved.width} × ${approved.height}`];
  }
  const [before, now] = [approved, taken].map((picture) => shrink(picture, COMPARED / KEPT).data);
  let differing = 0;
  for (let cell = 0; cell < before.length; cell += 4) {
    const far = [0, 1, 2].some((channel) => Math.abs(before[cell + channel] - now[cell + channel]) > CHANNEL);
    if (far) differing += 1;
  }
  const share = differing / (before.length / 4);
  return share > SHARE ? [`${(100 * share).toFixed(1)} % of it differs from the approved one`] : [];
};

const take = (open, address, width, scheme) =>
  open.withPage(address, { width, scheme, height: 900 }, async (page) => {
    await page.evaluate(() => document.fonts.ready);
    return shrink(PNG.sync.read(await page.screenshot({ animations: "disabled", caret: "hide" })), KEPT);
  });

const write = (path, picture) => writeFile(path, PNG.sync.write(picture, { deflateLevel: 9, colorType: 2 }));

export const picturesGate = async ({ theme, site, open, report, root, approve }) => {
  const folder = join(root, "tests/browser/approved", theme);
  const taken = join(tmpdir(), "kb-pictures", theme);
  await mkdir(folder, { recursive: true });
  await mkdir(taken, { recursive: true });
  for (const { page, width, scheme } of PICTURES) {
    const file = `${page.replaceAll(" ", "-")}-${width}-${scheme}.png`;
    await report.check(`looks as approved: ${file}`, async () => {
      const picture = await take(open, site.sample(page).address, width, scheme);
      await write(join(approve ? folder : taken, file), picture);
      if (approve) return [];
      const approved = PNG.sync.read(await readFile(join(folder, file)));
      return compare(approved, picture).map((text) => `${text}; compare ${join(taken, file)} with ${join(folder, file)}`);
    });
  }
};
