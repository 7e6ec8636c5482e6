import { foldWord } from "../text/fold.ts";

/** An address from which Terraform fetches a module: https://developer.hashicorp.com/terraform/language/modules/sources */
export interface TerraformAddress {
  /** The package without scheme, user, revision and `.git`, in lower case: the same for all spellings of one address. */
  readonly package: string;
  /** The folder in the package, behind `//`; empty for its top. */
  readonly folder: string;
  /** The name of its repository; null if it is not a repository. */
  readonly repository: string | null;
}

/**
 * Splits an address. Anything that is not an address is treated as the path of a package, which matches no folder
 * name.
 */
export function readTerraformAddress(reference: string): TerraformAddress {
  const [written = ""] = reference.trim().split(/[?#]/);
  const address = written.replace(/^(?:[a-z\d]+::)+/i, "").replace(/^[\w.-]+@([\w.-]+):/, "$1/");
  const [, scheme = "", rest = address] = /^([a-z][a-z\d+.-]*:\/\/)(.*)$/i.exec(address) ?? [];
  const at = rest.indexOf("//");
  const whole = trimSlashes(at < 0 ? rest : rest.slice(0, at)).replace(/^[^/@]*@/, "");
  const bare = whole.replace(/\.git$/i, "");
  const isPlain = scheme === "" && bare === whole && address === written;
  const registry = isPlain ? registryParts(bare) : null;
  return {
    package: foldWord((registry ?? bare.split("/")).join("/")),
    folder: at < 0 ? "" : trimSlashes(rest.slice(at)),
    repository: registry ? `terraform-${registry.at(-1) ?? ""}-${registry.at(-2) ?? ""}` : nameOf(bare),
  };
}

/**
 * `namespace/name/provider`, possibly after the host of a private registry. A public module comes from a repository
 * with a name derived from it (https://developer.hashicorp.com/terraform/registry/modules/publish#requirements).
 */
function registryParts(text: string): readonly string[] | null {
  const parts = text.split("/");
  const [first = ""] = parts;
  if (parts.length === 3 && !first.includes(".")) return parts;
  if (parts.length !== 4 || !first.includes(".")) return null;
  return /^registry\.(?:terraform\.io|opentofu\.org)$/i.test(first) ? parts.slice(1) : parts;
}

function nameOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === "" || !path.includes("/") || /\.(?:zip|tgz|tar|gz|bz2|xz)$/i.test(name) ? null : name;
}

function trimSlashes(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === "/") start++;
  while (end > start && text[end - 1] === "/") end--;
  return text.slice(start, end);
}
