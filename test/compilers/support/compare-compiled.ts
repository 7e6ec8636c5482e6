import { readFileSync } from "node:fs";
import { openDisk } from "../../../server/src/cli/disk.ts";
import { analyze, type Files } from "../../../server/src/core/index.ts";
import { bicep } from "./bicep.ts";
import { compareNetworks, type NetworkDifference } from "./compare-networks.ts";

/** The networks of a Bicep file and of what the compiler makes of it; the codes of its errors where it makes nothing. */
export async function compareCompiled(path: string): Promise<NetworkDifference | readonly string[]> {
  const { success, contents, diagnostics } = await bicep().compile(path);
  if (!success || contents === null)
    return diagnostics.filter(({ level }) => level === "Error").map(({ code }) => code);
  const disk = openDisk();
  const id = path.replace(/\.bicep$/, ".compiled.json");
  const document = { id, text: contents };
  const files: Files = { ...disk, get: (each) => (each === id ? document : disk.get(each)) };
  return compareNetworks(analyze({ root: path, files }), analyze({ root: id, files }));
}

/** The Bicep files among others that are templates. */
export function isTemplate(path: string): boolean {
  return path.endsWith(".bicep") && /^\s*(?:resource|module)\s/m.test(readFileSync(path, "utf8"));
}
