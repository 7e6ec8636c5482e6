import { posix } from "node:path";
import {
  type Analysis,
  analyze,
  type Document,
  type Files,
  givenByHand,
  reportVaults,
  type VaultReport,
} from "../../server/src/core/index.ts";

/** Files in memory, by path below one folder. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  const documents = new Map<string, Document>();
  for (const [path, text] of Object.entries(texts)) documents.set(`/w/${path}`, { id: `/w/${path}`, text });
  return {
    get: (id) => documents.get(id) ?? null,
    resolve: (from, path) => posix.resolve(posix.dirname(from), path),
    list: (folder) => [...documents.keys()].filter((id) => posix.dirname(id) === folder.slice(0, -1)),
  };
}

export function analyzeFolder(
  texts: Readonly<Record<string, string>>,
  folder = "",
  parameters: readonly string[] = [],
): Analysis {
  return analyze({
    root: `/w/${folder}`,
    files: filesOf(texts),
    environment: givenByHand(parameters.map((name) => `/w/${name}`)),
  });
}

export function vaultsOf(
  texts: Readonly<Record<string, string>>,
  parameters: readonly string[] = [],
): readonly VaultReport[] {
  return reportVaults(analyzeFolder(texts, "", parameters).worlds);
}

/** A vault whose firewall is what is written between the braces. */
export function vault(inside: string, name = "kv"): string {
  return `resource "azurerm_key_vault" "${name}" {\n  name = "${name}"\n${inside}\n}\n`;
}
