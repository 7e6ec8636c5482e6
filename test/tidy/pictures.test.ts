import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { palettePng } from "../../scripts/screenshots/palette-png.ts";
import { pictures } from "../../scripts/screenshots/pictures.ts";

const root = join(import.meta.dirname, "../..");
const themes = ["light", "dark"] as const;
const files = pictures.flatMap(({ path }) => themes.map((theme) => path.replace("*", theme)));

test("every picture is one that the script takes, and is shown", () => {
  const present = ["docs/images", "media/walkthrough"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  expect(present.toSorted()).toEqual(files.toSorted());
  const shownIn =
    readFileSync(join(root, "README.md"), "utf8") + readFileSync(join(root, "package.json"), "utf8");
  for (const file of files) expect(shownIn).toContain(`"${file}"`);
});

/** In bytes. Those of the walkthrough are packaged. */
test.each(files)("%s is small", (file) => {
  expect(statSync(join(root, file)).size).toBeLessThan(file.startsWith("media/") ? 15_000 : 150_000);
});

test("a picture of few colours keeps them, and each pixel names its own", () => {
  const [white, red] = [
    [255, 255, 255, 255],
    [200, 30, 30, 255],
  ] as const;
  const data = Uint8Array.from([...white, ...white, ...red, ...red, ...white, ...white]);
  const png = Buffer.from(palettePng({ width: 3, height: 2, data }, 16));
  expect(chunkOf(png, "IHDR").readUInt32BE(0)).toBe(3);
  expect([...chunkOf(png, "PLTE")]).toEqual([255, 255, 255, 200, 30, 30]);
  // Two pixels to a byte, and a byte for the filter before each row.
  expect(inflateSync(chunkOf(png, "IDAT")).toString("hex")).toBe("000010" + "001000");
});

function chunkOf(png: Buffer, type: string): Buffer {
  const at = png.indexOf(type, 0, "latin1");
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
}
