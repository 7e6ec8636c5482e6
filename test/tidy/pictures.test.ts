import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { pictures } from "../../scripts/screenshots/pictures.ts";
import { languages } from "../../server/src/core/index.ts";
import { smallPicture } from "../../scripts/screenshots/small-picture.ts";

const root = join(import.meta.dirname, "../..");
const themes = ["light", "dark"] as const;
const [, ...others] = languages;
/** Those in `test-results/` are only looked at. */
const shown = pictures.filter(({ path }) => !path.startsWith("test-results/"));
const files = shown.flatMap(({ path, translated }) =>
  ["", ...(translated ? others.map((language) => `${language}/`) : [])].flatMap((folder) =>
    themes.map((theme) => `${dirname(path)}/${folder}${basename(path).replace("*", theme)}`),
  ),
);

test("every picture of a document is one that the script takes, and is shown", () => {
  const present = ["docs/images", "media/walkthrough"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:png|webp)$/.test(name))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
  expect(present.toSorted()).toEqual(files.toSorted());
  const manifests = [
    "package.json",
    "package.nls.json",
    ...others.map((language) => `package.nls.${language}.json`),
  ];
  const shownIn = ["README.md", ...manifests]
    .map((file) => readFileSync(join(root, file), "utf8"))
    .join("\n");
  for (const file of files) expect(shownIn).toMatch(new RegExp(`"(?:\\./)?${file}"`));
});

/** In bytes. Those of the walkthrough are packaged. */
test.each(files)("%s is small", (file) => {
  expect(statSync(join(root, file)).size).toBeLessThan(file.startsWith("media/") ? 20_000 : 150_000);
});

test.each([
  { format: "png", isPalette: true },
  { format: "webp", isPalette: false },
] as const)("a $format of few colours keeps them exactly", async ({ format, isPalette }) => {
  const colours = [
    [255, 255, 255, 255],
    [200, 30, 30, 255],
  ] as const;
  const data = Uint8Array.from([0, 0, 1, 1, 0, 0].flatMap((index) => colours[index] ?? []));
  const raw = { width: 3, height: 2, channels: 4 } as const;
  const small = await smallPicture(await sharp(data, { raw }).png().toBuffer(), 16, format);
  expect(await sharp(small).metadata()).toMatchObject({ format, width: 3, height: 2, isPalette });
  const pixels = await sharp(small).toColourspace("srgb").raw().toBuffer();
  expect([...pixels]).toEqual([0, 0, 1, 1, 0, 0].flatMap((index) => colours[index]?.slice(0, 3) ?? []));
});
