/**
 * Takes the pictures of README and walkthrough in real VS Code, in its light and its dark theme:
 *
 *     npm run screenshots             all of them
 *     npm run screenshots -- matrix   those whose name holds a word
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench } from "../test/vscode/support/workbench.ts";
import type { Workbench } from "../test/vscode/support/workbench.ts";
import { launchBrowser } from "./browser.ts";
import { palettePng } from "./screenshots/palette-png.ts";
import type { Pixels } from "./screenshots/palette-png.ts";
import { pictures } from "./screenshots/pictures.ts";
import type { Picture } from "./screenshots/pictures.ts";
import { scene } from "./screenshots/scene.ts";
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
  for (const picture of wanted) for (const theme of ["light", "dark"] as const) await take(picture, theme);
} finally {
  await browser.close();
  await server.dispose();
  await rm(folder, { recursive: true });
}

async function take(picture: Picture, theme: "light" | "dark"): Promise<void> {
  const { width, height, scale, colours } = picture;
  const look = { viewport: { width, height }, deviceScaleFactor: scale, colorScheme: theme };
  const workbench = await openWorkbench(browser, server.url(folder), look);
  const clip = await picture.arrange(workbench);
  const file = join(root, picture.path.replace("*", theme));
  await mkdir(dirname(file), { recursive: true });
  const png = palettePng(await pixelsOf(workbench, clip), colours);
  await writeFile(file, png);
  console.log(`${file} ${png.length}`);
  await workbench.close();
}

/** The browser itself reads the picture it has made. */
async function pixelsOf({ page }: Workbench, clip: Awaited<ReturnType<Picture["arrange"]>>): Promise<Pixels> {
  const shot = await page.screenshot({ animations: "disabled", caret: "hide", ...(clip ? { clip } : {}) });
  const blank = await page.context().newPage();
  const { width, height, data } = await decode(blank, shot.toString("base64"));
  return { width, height, data: Buffer.from(data, "base64") };
}

function decode(page: Page, png: string) {
  return page.evaluate(async (base64) => {
    const response = await fetch(`data:image/png;base64,${base64}`);
    const bitmap = await createImageBitmap(await response.blob());
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, width, height).data ?? [];
    let text = "";
    for (const byte of pixels) text += String.fromCharCode(byte);
    return { width, height, data: btoa(text) };
  }, png);
}
