import type { Network, Vault } from "../network/network.ts";
import type { Resource } from "../network/resource.ts";
import type { Span } from "../text/span.ts";
import { contains } from "../text/span.ts";
import type { Finding, Related } from "./rule.ts";
import type { Fix } from "../fixes/fix.ts";

/** A finding about a vault; what is not said is empty. */
export function finding(
  vault: Vault | null,
  parts: Pick<Finding, "message" | "span"> & Partial<Finding>,
): Finding {
  const related = [...(parts.related ?? []), ...(vault ? writersAround(vault, parts.span) : [])];
  return { unnecessary: false, fixes: [], decided: null, about: null, ...parts, related, vault };
}

/** Of a vault that several declarations write: which of them wrote what the finding is about, and which others there are. */
function writersAround(vault: Vault, span: Span): readonly Related[] {
  const name = nameOf(vault);
  return vault.writes.map((write) =>
    contains(write.span, span)
      ? { message: `This declaration of ${name} decides.`, span: write.label }
      : { message: `${name} is declared here too.`, span: write.label },
  );
}

/** A fix; unless said otherwise it is one of several, and may change who gets in. */
export function fix(parts: Pick<Fix, "title" | "target" | "edits"> & Partial<Fix>): Fix {
  return { preferred: false, keepsAccess: false, ...parts };
}

/** The vaults whose configuration is written here and may be deployed. */
export function judgedVaults(network: Network): readonly Vault[] {
  return network.vaults.filter((vault) => !vault.existing && vault.exists.truth !== "no");
}

/** A symbol that is a long expression is cut, so that the message stays one line. Terraform's longest type fits with a name. */
const longestName = 64;

/** What messages call a vault or another resource: its symbol, whichever turn of a loop it is. */
export function nameOf({ instance }: Pick<Resource, "instance">): string {
  const { symbol } = instance.declaration;
  return symbol.length > longestName ? `${symbol.slice(0, longestName - 1)}…` : symbol;
}
