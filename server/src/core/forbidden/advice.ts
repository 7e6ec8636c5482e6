import type { AdviceFact } from "../access/refusal.ts";
import type { VerdictReport } from "../report/verdicts.ts";
import { clientAddress } from "./caller-subnets.ts";
import type { Forbidden } from "./read.ts";

/** What to look at, most likely first; `isSame` if the template certainly declares the vault, `isFound` if one may. */
export function adviceFor(
  { shape, client, vault }: Forbidden,
  {
    template,
    isSame,
    isFound,
  }: Record<"isSame" | "isFound", boolean> & { readonly template: VerdictReport | null },
): readonly AdviceFact[] {
  if (shape === "permission") return [{ kind: "grant-role" }];
  if (shape === "wrong-endpoint") return [{ kind: "correct-dns-record" }];
  if (isSame && template?.verdict === "allowed")
    return [...whyDeployedMayDiffer(client), { kind: "hosted-agents" }];
  const unknown: readonly AdviceFact[] = isFound ? [] : [{ kind: "no-template", vault }];
  return [...unknown, ...seenFrom(client), { kind: "hosted-agents" }];
}

function seenFrom(client: string | null): readonly AdviceFact[] {
  if (client === null || clientAddress(client).kind !== "private") return [];
  return [{ kind: "private-client", client }];
}

/** The template lets the client in, and the service did not. */
function whyDeployedMayDiffer(client: string | null): readonly AdviceFact[] {
  return [
    { kind: "deployed-differs" },
    { kind: "compare-deployed" },
    ...(client === null ? [] : [{ kind: "check-egress", client } as const]),
    { kind: "service-endpoint-hides-address" },
    { kind: "check-private-dns" },
  ];
}
