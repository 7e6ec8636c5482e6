import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startNode } from "./background-process.ts";
import type { VSCode } from "./server.ts";
import { installExtensions, installedExtensions } from "./vsix.ts";
import { prepareWeb, webCommit } from "./web-installation.ts";

export interface WebOptions {
  /** Paths of the VSIX files; their browser entry is what runs. */
  readonly extensions: readonly string[];
  /** A folder in which extensions are installed already. */
  readonly installed?: string;
  /** The absolute path of the folder that is mounted as a virtual file system; saved changes stay in the page. */
  readonly folder: string;
  /** A free one by default. */
  readonly port?: number;
}

/**
 * Starts a VS Code that runs only in the browser, with extensions in a web worker, as on vscode.dev. It has one folder,
 * so `url` takes none; Quick Open and text search find nothing in it because of how `test-web` mounts folders.
 */
export async function startVSCodeWeb(
  options: WebOptions,
): Promise<Omit<VSCode, "url"> & { readonly url: () => string }> {
  const installation = await prepareWeb();
  const home = await mkdtemp(join(tmpdir(), "keyvault-network-web-"));
  const extensions = join(home, "extensions");
  if (options.installed !== undefined) await cp(options.installed, extensions, { recursive: true });
  await installExtensions(options.extensions, extensions, join(home, "data"));
  const port = options.port ?? (await freePort());
  const main = join(installation, "node_modules/@vscode/test-web/out/server/index.js");
  // 1.91 consists of AMD modules, hence `--esm=false`.
  const build = [
    "--quality",
    "stable",
    "--commit",
    webCommit,
    "--testRunnerDataDir",
    installation,
    "--esm=false",
  ];
  const ours = (await installedExtensions(extensions)).flatMap((path) => [
    "--extensionDevelopmentPath",
    path,
  ]);
  const address = ["--browser", "none", "--host", "127.0.0.1", "--port", String(port)];
  const started = [main, ...build, ...ours, ...address, options.folder];
  const server = await startNode(started, `http://127.0.0.1:${port}`);
  return {
    // Web views live on hosts of their own below this one: below an address there are none, and those below `localhost` alone
    // count as other sites, which are denied service workers.
    url: () => `http://vscode.localhost:${port}`,
    output: server.output,
    dispose: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
