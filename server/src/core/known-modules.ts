import { keyVaultModule } from "./known-modules/key-vault-vault.ts";
import { templateOfText } from "./syntax/bicep/bicep.ts";
import type { ModuleSource, Template } from "./template/template.ts";

type Registry = Extract<ModuleSource, { readonly kind: "registry" }>;

const templates = new WeakMap<Registry, Template>();

/**
 * A module of a registry that is understood through its documented parameters; null when it is none of those. Whatever its
 * text decides is written where it is called.
 */
export function knownModule(source: Registry): Template | null {
  const before = templates.get(source);
  if (before) return before;
  const found = /^br(?:\/public:|:mcr\.microsoft\.com\/bicep\/)(.+):0\.(\d+)\.\d+$/i.exec(source.reference);
  const minor = Number(found?.[2]);
  if (found?.[1]?.toLowerCase() !== keyVault.path || minor < keyVault.oldest || minor > keyVault.newest)
    return null;
  const template = templateOfText(keyVaultModule, source.span);
  templates.set(source, template);
  return template;
}

/** The minor versions in which the parameters about the network mean the same. */
const keyVault = { path: "avm/res/key-vault/vault", oldest: 6, newest: 14 };
