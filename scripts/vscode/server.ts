import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startNode } from "./background-process.ts";
import { prepareServer, type Release } from "./server-installation.ts";
import { installExtensions } from "./vsix.ts";

export interface ServerOptions {
  /** Paths of the VSIX files to install, as a user would. */
  readonly extensions: readonly string[];
  /** A folder in which extensions are installed already; the server gets a copy of it. */
  readonly installed?: string;
  /** User settings on top of `calmSettings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The oldest by default. */
  readonly release?: Release;
  /** A free one by default. */
  readonly port?: number;
  /** `false` leaves workspace trust on and answers "no": every folder opens in Restricted Mode. */
  readonly trust?: boolean;
}

/** A VS Code in the browser whose extensions run in Node, as they do in desktop VS Code. */
export interface VSCode {
  /** The address at which a browser shows the workbench with `folder` (an absolute path) open. */
  readonly url: (folder: string) => string;
  /** What the server has printed, for the report of a failed test. */
  readonly output: () => string;
  readonly dispose: () => Promise<void>;
}

/** Keeps the workbench from prompts, welcome pages, updates and telemetry. */
const calmSettings: Readonly<Record<string, unknown>> = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "git.openRepositoryInParentFolders": "never",
  // As on the desktop; in a browser, VS Code would save automatically, and no buffer would stay unsaved.
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
  "editor.find.seedSearchStringFromSelection": "never",
  // A window in which nothing happens would paint all the time, and look for open ports of this machine every two seconds.
  "editor.cursorBlinking": "solid",
  "remote.autoForwardPorts": false,
  "remote.autoForwardPortsSource": "output",
  "json.schemaDownload.enable": false,
};

/** Starts VS Code with fresh data and extension folders and returns when it answers. */
export async function startVSCodeServer(options: ServerOptions): Promise<VSCode> {
  const { folder: installation, node } = await prepareServer(options.release);
  const home = await mkdtemp(join(tmpdir(), "keyvault-network-vscode-"));
  const main = join(installation, "out/server-main.js");
  const extensions = join(home, "extensions");
  const folders = ["--server-data-dir", join(home, "data"), "--extensions-dir", extensions];
  await writeSettings(home, options);
  if (options.installed !== undefined) await cp(options.installed, extensions, { recursive: true });
  await installExtensions(options.extensions, extensions, join(home, "data"));
  const port = options.port ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const server = await startNode(
    [main, "--host", "127.0.0.1", "--port", String(port), ...folders, ...serverFlags],
    `${origin}/version`,
    node,
    {
      // Its sockets stay after it has ended.
      XDG_RUNTIME_DIR: home,
      // In the Node.js 20.9 of VS Code 1.100, a thread of the kernel polls for reads and writes: more than half of what a server costs
      // (https://github.com/libuv/libuv/blob/v1.46.0/docs/src/fs.rst).
      UV_USE_IO_URING: "0",
    },
  );
  return {
    url: (folder) => `${origin}/?${new URLSearchParams({ folder }).toString()}`,
    output: server.output,
    dispose: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

const serverFlags = [
  "--without-connection-token",
  "--accept-server-license-terms",
  "--enable-smoke-test-driver",
  // The setting is read by windows only; the server would report each of them.
  "--disable-telemetry",
];

async function writeSettings(home: string, { trust = true, settings = {} }: ServerOptions): Promise<void> {
  const trustSettings = trust
    ? { "security.workspace.trust.enabled": false }
    : { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };
  const text = JSON.stringify({ ...calmSettings, ...trustSettings, ...settings }, undefined, 2);
  // User settings are read from `User`, machine settings from `Machine`.
  for (const scope of ["User", "Machine"]) {
    const folder = join(home, "data/data", scope);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "settings.json"), text);
  }
}
