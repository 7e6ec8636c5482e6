import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launchBrowser } from "../../../scripts/browser.ts";
import { type ServerOptions, startVSCodeServer, type VSCode } from "../../../scripts/vscode/server.ts";
import { startVSCodeWeb } from "../../../scripts/vscode/web.ts";
import { installed } from "./installed.ts";
import { type Look, openWorkbench, type Workbench } from "./workbench.ts";

/** The packaged extension, as VS Code has installed it: what a user installs is what is tested. */
const extension = (): { readonly installed: string } => ({ installed: process.env[installed] ?? "" });

/** Text by path; written to a fresh folder for each window. */
export type Files = Readonly<Record<string, string>>;

/** A VS Code with the extension installed, for the tests of one file. */
export interface Session {
  /** Opens a window on a folder with `files`, which `prepare` may do more to. It closes after the test, and a failed one leaves a picture. */
  readonly open: (files: Files, prepare?: (folder: string) => void) => Promise<Workbench>;
  /** The path on disk of a file of the window opened last. */
  readonly path: (file: string) => string;
}

/**
 * Whether windows close after the test that opened them, all tests share them, or each opening shows its folder in the one page,
 * which starts VS Code anew with what the browser has loaded. After a test that failed, the next opening gets a new page.
 */
export type Windows = "for each test" | "shared" | "reused";

/** Desktop VS Code's extension host; one server for the whole test file, with the packages of `others` beside ours. */
export function useDesktop(
  options: Omit<ServerOptions, "extensions"> = {},
  others: () => Promise<readonly string[]> = () => Promise.resolve([]),
  windows: Windows = "for each test",
  look: Look = {},
): Session {
  let server: VSCode | undefined;
  beforeAll(async () => {
    server = await startVSCodeServer({ extensions: await others(), ...extension(), ...options });
  });
  afterAll(async () => {
    await server?.dispose();
  });
  return useWindows(
    (folder) => {
      if (server === undefined) throw new Error("VS Code did not start.");
      return Promise.resolve({
        url: server.url(folder),
        output: server.output,
        close: () => Promise.resolve(),
      });
    },
    windows,
    look,
  );
}

/** VS Code in the browser alone; each window has a server of its own, as the folder is fixed at its start. */
export function useWeb(windows: Windows = "for each test"): Session {
  return useWindows(async (folder) => {
    const server = await startVSCodeWeb({ extensions: [], ...extension(), folder });
    return { url: server.url(), output: server.output, close: server.dispose };
  }, windows);
}

interface Served {
  readonly url: string;
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

function useWindows(serve: (folder: string) => Promise<Served>, lifetime: Windows, look: Look = {}): Session {
  let browser: Browser | undefined;
  let folder = "";
  let isSound = false;
  const windows: Workbench[] = [];
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const window of windows.splice(0)) await window.close();
    for (const close of closers.splice(0)) await close();
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await closeAll();
    await browser?.close();
  });
  afterEach(async ({ task }) => {
    const name = `failed ${task.name.replaceAll(/[^\w]+/g, " ")}`;
    isSound &&= task.result?.state !== "fail";
    if (task.result?.state === "fail")
      for (const [index, window] of windows.entries()) await window.screenshot(`${name} ${index + 1}`);
    if (lifetime === "for each test") await closeAll();
  });
  return {
    open: async (files, prepare) => {
      if (browser === undefined) throw new Error("The browser did not start.");
      const [kept] = lifetime === "reused" && isSound ? windows : [];
      if (lifetime === "reused" && !kept) await closeAll();
      folder = await writeFolder(files);
      closers.push(() => rm(folder, { recursive: true, force: true }));
      prepare?.(folder);
      const served = await serve(folder);
      closers.unshift(served.close);
      isSound = false;
      const window = kept ?? (await openWorkbench(browser, served.url, look));
      if (kept) await kept.visit(served.url);
      else windows.push(window);
      isSound = true;
      return window;
    },
    path: (file) => join(folder, file),
  };
}

async function writeFolder(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "keyvault-network-folder-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
