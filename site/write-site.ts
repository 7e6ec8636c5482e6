import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build, type Metafile } from "esbuild";
import { languages, rules } from "../server/src/core/index.ts";
import { published, ruleAddress } from "./pages/addresses.ts";
import { allPages } from "./pages/all.ts";
import { navigationOf } from "./pages/navigation.ts";
import { notFoundPage } from "./pages/not-found.ts";
import { redirect } from "./render/redirect.ts";
import { buildPlayground, licensesOf } from "./playground/build.ts";
import { ruleCodesWithExample } from "./playground/examples.ts";
import { documentOf, notFoundDocument } from "./render/layout.ts";
import { searchIndexes } from "./search-index.ts";

const root = join(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** What was written: the number of pages, and what the bundler knows of the playground. */
export interface WrittenSite {
  readonly pages: number;
  readonly playground: Metafile;
}

/** Writes the site into a folder, which is emptied before. */
export async function writeSite(folder: string): Promise<WrittenSite> {
  rmSync(folder, { recursive: true, force: true });
  const put = (path: string, text: string): void => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const pages = allPages(new Set(ruleCodesWithExample()));
  const navigation = navigationOf(pages);
  // First, because file systems that ignore case have one folder for both spellings.
  for (const [from, to] of otherSpellings()) put(`${from}index.html`, redirect(from, to));
  for (const page of pages) put(`${page.address}index.html`, documentOf(page, navigation));
  put("404.html", notFoundDocument(notFoundPage("en"), navigation));
  for (const [language, index] of searchIndexes(pages)) put(`assets/search.${language}.json`, index);
  put("sitemap.xml", sitemap(pages.map(({ address }) => address)));
  await writeAssets(folder);
  return { pages: pages.length, playground: await buildPlayground(join(folder, "playground")) };
}

/** Writes what pages load. */
async function writeAssets(folder: string): Promise<void> {
  copyFiles(folder);
  await bundle(join(folder, "assets"));
}

/** Addresses of rules in small letters and by their names. */
function otherSpellings(): readonly (readonly [from: string, to: string])[] {
  return languages.flatMap((language) =>
    rules.flatMap(({ code, name }) => {
      const to = ruleAddress(code, language);
      return [code.toLowerCase(), name].map((spelling) => [ruleAddress(spelling, language), to] as const);
    }),
  );
}

/** The scripts and the style sheets, and the licenses of what they contain. Search is loaded by the first who searches. */
async function bundle(outdir: string): Promise<void> {
  const options = { bundle: true, minify: true, target: "es2022", outdir } as const;
  const at = (path: string): string => join(import.meta.dirname, path);
  const [{ metafile }] = await Promise.all([
    build({
      ...options,
      absWorkingDir: root,
      entryPoints: [at("client/site.ts"), at("client/not-found.ts")],
      format: "esm",
      splitting: true,
      metafile: true,
    }),
    build({ ...options, entryPoints: [at("client/theme.ts")], format: "iife" }),
    build({
      ...options,
      entryPoints: [at("style/site.css"), at("style/playground.css")],
      external: ["*.woff2"],
    }),
  ]);
  const ofFonts = fonts.map((font) => readFileSync(join(folderOfFont(font), "LICENSE"), "utf8"));
  writeFileSync(join(outdir, "licenses.txt"), [licensesOf(metafile), ...ofFonts].join("\n"));
}

const fonts = ["source-sans-3", "source-serif-4", "source-code-pro"];

function copyFiles(folder: string): void {
  cpSync(join(root, "docs/images"), join(folder, "images"), { recursive: true });
  cpSync(join(root, "media/icon.png"), join(folder, "icon.png"));
  for (const font of fonts)
    cpSync(
      join(folderOfFont(font), `files/${font}-latin-wght-normal.woff2`),
      join(folder, `assets/fonts/${font}.woff2`),
    );
}

function folderOfFont(font: string): string {
  return dirname(require.resolve(`@fontsource-variable/${font}/package.json`));
}

/** https://www.sitemaps.org/protocol.html */
function sitemap(addresses: readonly string[]): string {
  const urls = addresses.map((address) => `<url><loc>${new URL(address, published).href}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
}
