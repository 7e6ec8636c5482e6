import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainBrowser } from "../../../scripts/browser.ts";
import { published } from "../../../site/pages/addresses.ts";
import { serveFolder } from "../../../site/serve-folder.ts";
import { writeSite } from "../../../site/write-site.ts";
import { variables } from "./variables.ts";

/** Builds the site once for all tests, and serves it below the path at which it is published and below another one. */
export async function setup(): Promise<() => Promise<void>> {
  const place = mkdtempSync(join(tmpdir(), "keyvault-network-site-"));
  const folder = join(place, "site");
  const [browser, { playground }] = await Promise.all([obtainBrowser(), writeSite(folder)]);
  const metafile = join(place, "playground.json");
  writeFileSync(metafile, JSON.stringify(playground));
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
    [variables.playground]: metafile,
  });
  return async () => {
    await Promise.all(servers.map(({ close }) => close()));
    rmSync(place, { recursive: true, force: true });
  };
}
