import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout } from "node:timers/promises";
import { analyze, linkAnalyses } from "../server/src/core/index.ts";
import { check } from "../server/src/core/workspace/check.ts";
import { filesInMemory } from "../test/support/files-in-memory.ts";
import { leastProcessorTime } from "./measure.ts";
import { ServerProcess } from "./server-process.ts";
import type { Row } from "./table.ts";

const users = 1_999;
const seconds = 30;

/** Roots around one vault: evaluated separately, and linked, with all findings; and in a server that reads all of them. */
export async function benchLinkedRoots(): Promise<readonly Row[]> {
  const texts = linkedRoots();
  const roots = [...texts.keys()].map((path) => dirname(path) + "/");
  // Nothing is remembered of files that were read anew.
  const alone = (): ReturnType<typeof analyze>[] => {
    const files = filesInMemory(Object.fromEntries(texts));
    return roots.map((root) => analyze({ root, files }));
  };
  const [before, after] = [
    leastProcessorTime(seconds, () => alone().map((each) => check(each))),
    leastProcessorTime(seconds, () => linkAnalyses(alone()).map((each) => check(each))),
  ];
  return [
    {
      what: `${roots.length} Terraform roots around one vault`,
      alone: `${(before / 1000).toFixed(1)} s`,
      linked: `${(after / 1000).toFixed(1)} s`,
      ratio: `${(after / before).toFixed(2)}×`,
      "memory of the server": `${(await memoryOfServer(texts)).toFixed(0)} MB`,
    },
  ];
}

function linkedRoots(): ReadonlyMap<string, string> {
  const hub = `resource "azurerm_key_vault" "shared" {
  name                = "kv-shared"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
  network_acls {
    default_action = "Deny"
    bypass         = "None"
  }
}
`;
  const user = (name: string): string => `data "azurerm_key_vault" "kv" {
  name                = "kv-shared"
  resource_group_name = "rg"
}
resource "azurerm_key_vault_secret" "secret" {
  name         = "${name}"
  value        = "x"
  key_vault_id = data.azurerm_key_vault.kv.id
}
`;
  const all = Array.from({ length: users }, (_, at) => [`/w/s${at}/main.tf`, user(`s${at}`)] as const);
  return new Map([["/w/hub/main.tf", hub], ...all]);
}

/** What the server takes of the machine after it has read all roots in the background. */
async function memoryOfServer(texts: ReadonlyMap<string, string>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-linked-"));
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const server = await ServerProcess.start([folder]);
  const [path, text] = [...texts][1] ?? ["", ""];
  const uri = pathToFileURL(join(folder, path)).href;
  await server.open(uri, text, "terraform");
  // Only the declaration of the vault, which is in another root, has a finding.
  while ((await server.diagnostics(uri)) === 0) await setTimeout(1000);
  const megabytes = server.megabytes();
  server.stop();
  rmSync(folder, { recursive: true });
  return megabytes;
}
