import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cost } from "./repositories.ts";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";
import { ordinaryArm, ordinaryBicep } from "./templates.ts";

const count = 9_000;

/** `check` of templates of 7 kB, half of them Bicep: what it takes at its peak, where one in ten has vaults and where all have. */
export function benchManyTemplates(): readonly Row[] {
  const home = mkdtempSync(join(tmpdir(), "keyvault-network-many-"));
  delete process.env["NODE_EXTRA_CA_CERTS"];
  process.env["KEYVAULT_NETWORK_COMPILED"] = join(home, "compiled");
  const cli = join(builtBundles(), "cli.js");
  const rows = [10, 1].map((every): Row => {
    const folder = join(home, `every${every}`);
    const bytes = fill(folder, every);
    const { processor, megabytes } = cost(folder, home, [cli, "check", ".", "--format", "json"]);
    return {
      what: `${count} templates, ${(bytes / 1e6).toFixed(0)} MB, ${count / every} with vaults`,
      "processor time": `${processor.toFixed(1)} s`,
      "memory at its peak": `${megabytes.toFixed(0)} MB`,
    };
  });
  rmSync(home, { recursive: true });
  return rows;
}

/** No two templates name the same vault, so that none are linked. */
function fill(folder: string, every: number): number {
  const [arm, bicep] = [ordinaryArm(5_000), ordinaryBicep(7_000)];
  let bytes = 0;
  for (let at = 0; at < count; at++) {
    const inner = join(folder, `part${at % 50}`);
    mkdirSync(inner, { recursive: true });
    const text = (at % 2 === 0 ? arm : bicep).replaceAll("contoso", `c${at}`);
    const hasVaults = Math.floor(at / 2) % every === 0;
    const written = hasVaults ? text : text.replaceAll("Microsoft.KeyVault", "Microsoft.Elsewhere");
    writeFileSync(join(inner, `main${at}.${at % 2 === 0 ? "json" : "bicep"}`), written);
    bytes += written.length;
  }
  return bytes;
}
