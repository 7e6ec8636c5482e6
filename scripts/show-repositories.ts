import { appendFileSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { openWorkbench, type Look, type Workbench } from "../test/vscode/support/workbench.ts";
import { languages } from "../server/src/core/index.ts";
import { launchBrowser } from "./browser.ts";
import { startVSCodeServer } from "./vscode/server.ts";

// Run by hand after `npm run package`: `npx tsx scripts/show-repositories.ts FOLDER…` opens each folder in VS Code in several looks, prints what a person meets in the
// first minute, and leaves pictures in `test-results` to be looked at. With `FOLDER:FILE`, that template is opened first. `LOOKS=light,de` leaves out the other looks.

const looks: Readonly<Record<string, Look>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 900, height: 700 } },
  ...Object.fromEntries(languages.slice(1).map((language) => [language, { language }])),
};
const rowsInSight = 60;
const icon = '.activitybar .action-label[aria-label^="Key Vault Network"]';

const root = resolve(import.meta.dirname, "..");
const chosen = process.env["LOOKS"]?.split(",") ?? Object.keys(looks);
const browser = await launchBrowser();
const server = await startVSCodeServer({
  extensions: [join(root, "dist/keyvault-network.vsix")],
  release: "current",
});
try {
  for (const given of process.argv.slice(2)) {
    const [folder = "", file] = given.split(":");
    for (const name of chosen)
      // A machine that is busy may not show a window in time, and the others are worth seeing.
      await show(resolve(folder), file, name).catch((error: unknown) => {
        appendFileSync(1, `${basename(folder)}, ${name}: ${String(error).split("\n")[0] ?? ""}\n`);
      });
  }
} finally {
  await server.dispose();
  await browser.close();
}

/** What the manifest calls the first view. */
function titleIn(language: string | undefined): string {
  return textOf("view.vaults", language);
}

function textOf(id: string, language?: string): string {
  const path = join(root, `package.nls${language === undefined ? "" : `.${language}`}.json`);
  const texts = JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  return texts[id] ?? "";
}

async function show(folder: string, file: string | undefined, name: string): Promise<void> {
  const look = looks[name] ?? {};
  const window = await openWorkbench(browser, server.url(folder), look);
  try {
    const title = titleIn(look.language);
    if (file !== undefined) await window.quickOpen(file);
    const opened = performance.now();
    // VS Code activates what folders contain only after it has started everything else.
    await window.page.locator(icon).waitFor({ timeout: 120_000 });
    const began = performance.now();
    // The only click on the way from the folder to the vaults.
    await window.openContainer("Key Vault Network");
    const rows = await rowsOf(window, title);
    const took = Math.round(performance.now() - began);
    const first = rows.findIndex(({ description }) => /^(?:Public|Öffentlich)/.test(description));
    const labels = rows.map(({ label }) => label);
    const cut = labels.filter((label, at) => label.includes("…") && labels.indexOf(label) !== at).length;
    const picture = await window.screenshot(`repository ${basename(folder)} ${name}`);
    const said = [
      `${basename(folder)}, ${name}: clicks to the public vault 1`,
      `rows above it ${first < 0 ? "- (none is public)" : first}`,
      `names cut where they differ ${cut}`,
      `icon after ${Math.round(began - opened)} ms, first content ${took} ms after the click`,
      picture,
    ].join("; ");
    appendFileSync(
      1,
      `${said}\n${rows
        .slice(0, 6)
        .map((row) => `    ${row.label} | ${row.description}\n`)
        .join("")}`,
    );
    await showPages(window, `repository ${basename(folder)} ${name}`);
  } finally {
    await window.close();
  }
}

/** Leaves pictures of the matrix and of the picture, as they are when they have something to show. */
async function showPages(window: Workbench, name: string): Promise<void> {
  for (const [id, shown] of [
    ["command.showMatrix", "td[data-id]"],
    ["command.showPicture", ".lane"],
  ] as const) {
    await window.run(`Key Vault Network: ${textOf(id)}`);
    const began = performance.now();
    for (let left = rowsInSight; left > 0; left -= 1) {
      const counts = window.page.frames().map((frame) =>
        frame
          .locator(shown)
          .count()
          .catch(() => 0),
      );
      if ((await Promise.all(counts)).some((count) => count > 0)) break;
      await window.page.waitForTimeout(200);
    }
    const took = Math.round(performance.now() - began);
    appendFileSync(1, `    ${id}: ${took} ms; ${await window.screenshot(`${name} ${id}`)}\n`);
    await window.closeEditor();
  }
}

/** The rows as soon as there are any, and no more come. */
async function rowsOf(
  { tree, page }: Workbench,
  title: string,
): ReturnType<ReturnType<Workbench["tree"]>["rows"]> {
  for (let left = rowsInSight; left > 0; left -= 1) {
    const rows = await tree(title).rows();
    if (rows.length > 0) return rows;
    await page.waitForTimeout(1000);
  }
  return [];
}
