import type { WatchedFiles } from "../../files/files.ts";
import { bicepAddress } from "../bicep-cache.ts";
import modules from "./key-vault-modules.json" with { type: "json" };
import { templateOfText } from "../../syntax/bicep/bicep.ts";
import { templateOfText as templateOfTerraform } from "../../syntax/terraform/reader.ts";
import type { ModuleSource, Template } from "../../template/template.ts";
import { foldWord } from "../../text/fold.ts";

type Registry = Extract<ModuleSource, { readonly kind: "registry" }>;

const templates = new WeakMap<Registry, Template>();

/**
 * A registry module that is described by its documented parameters; null if it is not one of those. Its findings
 * are reported on the call. `key-vault-modules.json` has, line by line, the effects of these parameters on the network of a vault, its
 * contents and the callers that it permits:
 *
 * - `avm/res/key-vault/vault` of Azure Verified Modules, verified with version 0.14.0: private endpoints close the public endpoint unless there
 *   are rules (https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/key-vault/vault#parameters);
 * - `Azure/avm-res-keyvault-vault/azurerm`, whose firewall allows no client by default
 *   (https://registry.terraform.io/modules/Azure/avm-res-keyvault-vault/azurerm/latest).
 */
export function knownModule(source: Registry, files: Pick<WatchedFiles, "get">): Template | null {
  if (isTerraformVault(source)) return templates.get(source) ?? memoizedTerraform(source);
  if (!isVault(bicepAddress(source, files))) return null;
  const template = templates.get(source) ?? templateOfText(modules.bicep.join("\n"), source.span);
  templates.set(source, template);
  return template;
}

function isVault(address: string | null | undefined): boolean {
  const found = /^br:mcr\.microsoft\.com\/bicep\/(.+):0\.(\d+)\.\d+$/i.exec(address ?? "");
  const minor = Number(found?.[2]);
  return foldWord(found?.[1]) === keyVault.path && minor >= keyVault.oldest && minor <= keyVault.newest;
}

/** The minor versions in which the parameters about the network mean the same. */
const keyVault = { path: "avm/res/key-vault/vault", oldest: 6, newest: 14 };

function isTerraformVault({ reference }: Registry): boolean {
  return /^(?:registry\.(?:terraform\.io|opentofu\.org)\/)?azure\/avm-res-keyvault-vault\/azurerm$/i.test(
    reference,
  );
}

function memoizedTerraform(source: Registry): Template | null {
  const template = templateOfTerraform(modules.terraform.join("\n"), source.span);
  if (template) templates.set(source, template);
  return template;
}
