import { posix } from "node:path";
import { analyze, type Document, type Files, reportVaults } from "../server/src/core/index.ts";
import { check } from "../server/src/core/workspace/check.ts";
import { readHcl } from "../server/src/core/syntax/terraform/hcl/parse.ts";
import { bestOf } from "./measure.ts";
import type { Row } from "./table.ts";

const fileCount = 200;
const moduleCount = 40;

/**
 * A folder of 200 files that calls 40 modules, each with a vault: read completely for the first time, and after a
 * keystroke in one file, when the others are memoized. `test/terraform/folders.test.ts` checks that only that file is
 * parsed again.
 */
export function benchTerraform(): readonly Row[] {
  const texts = folderTexts();
  const size = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  const what = `${fileCount} files and ${moduleCount} modules, ${(size / 1000).toFixed(0)} kB`;
  const documents = new Map<string, Document>();
  const open = (): void => {
    for (const [id, text] of texts) documents.set(id, { id, text });
  };
  const afresh = bestOf(3, () => {
    open();
    judge(documents);
  });
  let keystrokes = 0;
  const keystroke = bestOf(9, () => {
    const id = `/w/f${keystrokes % fileCount}.tf`;
    documents.set(id, { id, text: `${texts.get(id) ?? ""}# ${keystrokes++}\n` });
    judge(documents);
  });
  const parse = bestOf(9, () => readHcl(texts.get("/w/f0.tf") ?? ""));
  return [
    {
      what,
      "read and checked for the first time": `${afresh.toFixed(0)} ms`,
      "after a keystroke": `${keystroke.toFixed(0)} ms`,
      "bare parse of the file typed in": `${parse.toFixed(2)} ms`,
    },
  ];
}

function judge(documents: ReadonlyMap<string, Document>): void {
  const files: Files = {
    get: (id) => documents.get(id) ?? null,
    resolve: (from, path) => posix.resolve(posix.dirname(from), path),
    list: (folder) => [...documents.keys()].filter((id) => posix.dirname(id) === folder.slice(0, -1)),
  };
  const analysis = analyze({ root: "/w/", files });
  check(analysis);
  reportVaults(analysis.worlds);
}

/** The texts of the folder `/w/`, by path. */
export function folderTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < fileCount; at++) texts.set(`/w/f${at}.tf`, fileText(at));
  for (let at = 0; at < moduleCount; at++) texts.set(`/w/modules/m${at}/main.tf`, moduleText);
  return texts;
}

function fileText(at: number): string {
  const call = `
module "m${at}" {
  source = "./modules/m${at}"
  name   = "kv-module-${at}"
  ips    = local.office_${at}
}
`;
  return `locals {
  office_${at} = ["203.0.113.${at % 250}", "198.51.100.0/24"]
}

${vaultText(`"kv-${at}"`, `local.office_${at}`)}${at < moduleCount ? call : ""}`;
}

const moduleText = `variable "name" {
  type = string
}

variable "ips" {
  type    = list(string)
  default = []
}

${vaultText("var.name", "var.ips")}`;

function vaultText(name: string, ips: string): string {
  const label = name.replace(/\W/g, "_");
  return `resource "azurerm_key_vault" "${label}" {
  name                       = ${name}
  location                   = "westeurope"
  resource_group_name        = "rg"
  sku_name                   = "standard"
  rbac_authorization_enabled = true

  network_acls {
    bypass         = "AzureServices"
    default_action = "Deny"
    ip_rules       = [for ip in ${ips} : ip if ip != ""]
  }
}
`;
}
