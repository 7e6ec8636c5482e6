import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainBrowser } from "../../../scripts/browser.ts";
import { published } from "../../../site/pages/addresses.ts";
import { serveFolder } from "../../../site/serve-folder.ts";
import { writeSite } from "../../../site/write-site.ts";
import { variables } from "./variables.ts";

/** Builds the site once for all tests, and serves it below the path at which it is published and below another one. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-site-"));
  const [browser] = await Promise.all([obtainBrowser(), writeSite(folder)]);
  const servers = await Promise.all(
    [published.pathname, "/some/where/else/"].map((path) =>
      serveFolder({ folder, path, port: 0, maxAge: 600 }),
    ),
  );
  // Workers inherit the variables of this process.
  Object.assign(process.env, {
    CHROMIUM: browser,
    [variables.folder]: folder,
    [variables.address]: servers[0]?.address,
    [variables.elsewhere]: servers[1]?.address,
  });
  return async () => {
    await Promise.all(servers.map(({ close }) => close()));
    rmSync(folder, { recursive: true, force: true });
  };
}
