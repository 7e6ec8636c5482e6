/**
 * Takes the pictures of README and walkthrough in real VS Code, in its light and its dark theme:
 *
 *     npm run screenshots             all of them
 *     npm run screenshots -- matrix   those whose name holds a word
 */
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { type Language, languages } from "../server/src/core/index.ts";
import { openWorkbench } from "../test/vscode/support/workbench.ts";
import { launchBrowser } from "./browser.ts";
import { type Picture, pictures, type Say } from "./screenshots/pictures.ts";
import { scene } from "./screenshots/scene.ts";
import { smallPicture } from "./screenshots/small-picture.ts";
import { startVSCodeServer } from "./vscode/server.ts";

const root = join(import.meta.dirname, "..");
const [word = ""] = process.argv.slice(2);
const wanted = pictures.filter(({ path }) => path.includes(word));

const folder = await mkdtemp(join(tmpdir(), "shop-"));
for (const [file, text] of Object.entries(scene)) await writeFile(join(folder, file), text);
const server = await startVSCodeServer({
  extensions: [join(root, "dist/keyvault-network.vsix")],
  release: "current",
  settings: {
    "window.autoDetectColorScheme": true,
    "workbench.activityBar.location": "hidden",
    "workbench.statusBar.visible": false,
    "window.commandCenter": false,
    "window.menuBarVisibility": "hidden",
    "workbench.layoutControl.enabled": false,
    "breadcrumbs.enabled": false,
    "editor.lineNumbers": "off",
    "editor.guides.indentation": false,
    "editor.bracketPairColorization.enabled": false,
    "editor.scrollBeyondLastLine": false,
    "editor.renderLineHighlight": "none",
    "editor.occurrencesHighlight": "off",
    "editor.codeLensFontSize": 12,
    "json.validate.enable": false,
  },
});
const browser = await launchBrowser();
try {
  for (const picture of wanted)
    for (const language of picture.translated ? languages : languages.slice(0, 1))
      for (const theme of ["light", "dark"] as const) await take(picture, theme, language);
} finally {
  await browser.close();
  await server.dispose();
  await rm(folder, { recursive: true });
}

async function take(picture: Picture, theme: "light" | "dark", language: Language): Promise<void> {
  const { width, height, scale, colours, files = {} } = picture;
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const look = { viewport: { width, height }, deviceScaleFactor: scale, colorScheme: theme, language };
  const workbench = await openWorkbench(browser, server.url(folder), look);
  const clip = await picture.arrange(workbench, textsOf(language));
  const file = join(root, inFolderOf(language, picture.path).replace("*", theme));
  await mkdir(dirname(file), { recursive: true });
  const shot = await workbench.page.screenshot({
    animations: "disabled",
    caret: "hide",
    ...(clip ? { clip } : {}),
  });
  const small = await smallPicture(shot, colours, file.endsWith(".webp") ? "webp" : "png");
  await writeFile(file, small);
  console.log(`${file} ${small.length}`);
  await workbench.close();
  for (const name of Object.keys(files)) await rm(join(folder, name));
}

/** `media/walkthrough/TAG/open-*.png`; the pictures of the first language are in no folder of their own. */
function inFolderOf(language: Language, path: string): string {
  return language === languages[0] ? path : `${dirname(path)}/${language}/${basename(path)}`;
}

function textsOf(language: Language): Say {
  const file = language === languages[0] ? "package.nls.json" : `package.nls.${language}.json`;
  const texts = new Map(
    Object.entries(JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, string>),
  );
  return (key) => texts.get(key) ?? key;
}
