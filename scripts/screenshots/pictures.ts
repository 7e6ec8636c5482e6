import type { Locator } from "playwright-core";
import type { Workbench } from "../../test/vscode/support/workbench.ts";
import { auditLog, called, deployed, forbiddenLog, stateFile } from "./scene.ts";

/** A picture, and how to bring the window into that state. */
export interface Picture {
  /** Relative to the root of the repository; `*` is replaced with the theme. */
  readonly path: string;
  /** Whether it is taken in every language, those but the first one in a folder with their tag. */
  readonly translated?: true;
  /** The window's size, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Picture pixels per CSS pixel. */
  readonly scale: number;
  readonly colours: 16 | 64 | 256;
  /** What the folder contains for this picture only, beside the scene. */
  readonly files?: Readonly<Record<string, string>>;
  /** Brings the window into that state; returns the part to show, or nothing for the whole window. */
  readonly arrange: (workbench: Workbench, say: Say) => Promise<Part | undefined>;
}

/** A text of the extension's manifest in the language of the window. */
export type Say = (key: string) => string;

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const readme = { width: 1000, height: 620, scale: 1.2, colours: 64 } as const;
/** About as wide as in the walkthrough, so that the text is as large as the editor's. */
const walkthrough = { width: 520, height: 410, scale: 1.25, colours: 16 } as const;

/** What no document shows, to be looked at before a release. */
const looked = { width: 1000, height: 620, scale: 1.2, colours: 256, translated: true } as const;

export const pictures: readonly Picture[] = [
  { ...readme, path: "docs/images/hero-*.png", arrange: hero },
  { ...readme, height: 360, path: "docs/images/simulation-*.png", arrange: simulation },
  { ...readme, height: 440, path: "docs/images/hover-*.png", arrange: hover },
  { ...readme, height: 380, path: "docs/images/matrix-*.png", arrange: matrix },
  { ...readme, height: 440, path: "docs/images/picture-*.png", arrange: picture },
  { ...readme, height: 480, path: "docs/images/tests-*.png", arrange: tests },
  {
    ...readme,
    height: 520,
    path: "docs/images/deployed-*.png",
    files: { [stateFile]: deployed },
    arrange: compare,
  },
  {
    ...readme,
    height: 360,
    path: "docs/images/closing-*.png",
    files: { "audit.json": auditLog },
    arrange: closeVault,
  },
  { ...walkthrough, translated: true, path: "media/walkthrough/open-*.webp", arrange: openTemplate },
  { ...walkthrough, translated: true, path: "media/walkthrough/simulate-*.webp", arrange: simulation },
  { ...walkthrough, translated: true, path: "media/walkthrough/tests-*.webp", arrange: failedTest },
  { ...walkthrough, height: 330, path: "media/walkthrough/ci-*.webp", arrange: pipeline },
  { ...looked, path: "test-results/looked-at/lens-*.png", files: called, arrange: lens },
  { ...looked, path: "test-results/looked-at/call-*.png", files: called, arrange: hoverOfCall },
  { ...looked, path: "test-results/looked-at/forbidden-*.png", arrange: forbidden },
  { ...looked, path: "test-results/looked-at/scanned-*.png", arrange: scanned },
];

async function hero(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await simulate(workbench, "internet", say);
  await workbench.tree(say("view.simulation")).expand("kv-shop");
  await widen(workbench, 320);
  await settle(workbench);
  return undefined;
}

async function simulation(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await simulate(workbench, "runners", say);
  await workbench.tree(say("view.simulation")).expand("kv-data");
  await widen(workbench, 400);
  await settle(workbench);
  return around(workbench.page.locator(".part.sidebar"));
}

/** Who keeps and who loses access, before anything is changed. */
async function closeVault(workbench: Workbench): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.run("Key Vault Network: Close a Vault...");
  await workbench.quickInput.choose("kv-shop");
  await workbench.quickInput.choose("Choose a log…");
  await workbench.quickInput.choose("audit.json");
  await workbench.page.getByText("Loses access").waitFor();
  await settle(workbench);
  return undefined;
}

async function compare(workbench: Workbench): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.run("Key Vault Network: Compare with Deployed State...");
  await workbench.quickInput.choose("Choose a state file...");
  await workbench.quickInput.choose(stateFile);
  await workbench.page.locator(".tab.active").getByText("Differences").waitFor();
  await settle(workbench);
  return undefined;
}

async function hover(workbench: Workbench): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.editor.hover('"AzureServices"', "trusted");
  return undefined;
}

async function lens(workbench: Workbench): Promise<Part | undefined> {
  await workbench.quickOpen("shop.bicep");
  await workbench.page.locator(".codelens-decoration").first().waitFor();
  await settle(workbench);
  return undefined;
}

async function hoverOfCall(workbench: Workbench): Promise<Part | undefined> {
  await lens(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.editor.hover("vault 'vault.bicep'", "kv-store");
  return undefined;
}

async function forbidden(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.clipboard.write(forbiddenLog);
  await workbench.run(`Key Vault Network: ${say("command.explainForbidden")}`);
  await workbench.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await workbench.quickInput.accept();
  await workbench.page.locator(".tab.active").getByText("403").waitFor();
  await settle(workbench);
  return undefined;
}

async function scanned(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run(`Key Vault Network: ${say("command.scanWorkspace")}`);
  await workbench.page.waitForTimeout(3_000);
  await workbench.run("Notifications: Show Notifications");
  await settle(workbench);
  return undefined;
}

async function matrix(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await simulate(workbench, "backup", say);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.run(`Key Vault Network: ${say("command.showMatrix")}`);
  await workbench.page.waitForTimeout(2_000);
  await settle(workbench);
  return undefined;
}

async function picture(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await workbench.run(`Key Vault Network: ${say("command.showPicture")}`);
  await workbench.run("View: Toggle Maximize Editor Group");
  await workbench.page.waitForTimeout(2_000);
  await settle(workbench);
  return undefined;
}

async function tests(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run(`Key Vault Network: ${say("command.runAccessTests")}`);
  await workbench.page.waitForTimeout(1_500);
  await workbench.run("Test: Peek Output");
  await settle(workbench);
  return undefined;
}

/** In a narrow window: the failed test at the property that decides it, without the Test Explorer. */
async function failedTest(workbench: Workbench, say: Say): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run(`Key Vault Network: ${say("command.runAccessTests")}`);
  await workbench.page.waitForTimeout(1_500);
  await workbench.run("Test: Peek Output");
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await settle(workbench);
  return undefined;
}

async function openTemplate(workbench: Workbench): Promise<Part | undefined> {
  await open(workbench);
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await settle(workbench);
  return undefined;
}

async function pipeline(workbench: Workbench): Promise<Part | undefined> {
  await workbench.quickOpen("access.yml");
  await workbench.run("View: Toggle Word Wrap");
  await workbench.run("View: Toggle Primary Side Bar Visibility");
  await settle(workbench);
  return undefined;
}

async function open(workbench: Workbench): Promise<void> {
  await workbench.quickOpen("main.json");
  await workbench.page.locator(".codelens-decoration").first().waitFor();
}

async function simulate(workbench: Workbench, source: string, say: Say): Promise<void> {
  await workbench.run(`Key Vault Network: ${say("command.simulateAccess")}`);
  await workbench.quickInput.choose(source);
  await workbench.page.locator(".quick-input-title").getByText("Vaults").waitFor();
  await workbench.quickInput.accept();
  await workbench.tree(say("view.simulation")).expand(source);
}

/** Moves the pointer away and waits for animations to end. */
async function settle({ page }: Workbench): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width - 4, height - 4);
  await page.waitForTimeout(1_500);
}

/** Drags the border between side bar and editors. */
async function widen({ page }: Workbench, width: number): Promise<void> {
  const bar = await page.locator(".part.sidebar").boundingBox();
  if (!bar) return;
  const [border, y] = [bar.x + bar.width, bar.y + bar.height / 2];
  await page.mouse.move(border, y);
  await page.mouse.down();
  await page.mouse.move(bar.x + width, y, { steps: 5 });
  await page.mouse.up();
}

async function around(locator: Locator): Promise<Part | undefined> {
  return (await locator.boundingBox()) ?? undefined;
}
