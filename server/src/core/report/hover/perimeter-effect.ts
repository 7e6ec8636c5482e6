import { inboundRules, membershipsOf } from "../../access/perimeter.ts";
import { judge } from "../../access/verdict.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import type { Network, Vault } from "../../network/network.ts";

/** What a network security perimeter makes of the settings of a vault. */
export type PerimeterEffect =
  /** Only the perimeter decides about public traffic; the settings have no effect. */
  | { readonly kind: "decides" }
  | { readonly kind: "may-decide"; readonly because: readonly Cause[] }
  /** Its rules allow callers, whatever the settings are. */
  | { readonly kind: "adds" }
  | { readonly kind: "none" };

/** The effect of the perimeter's gate on a caller that reaches it in any case. */
export function perimeterEffect(vault: Vault, network: Network): PerimeterEffect {
  const { steps } = judge(vault, network, { kind: "trustedService" });
  const step = steps.findLast(({ gate }) => gate.name === "perimeter");
  if (step?.outcome === "deny") return { kind: "decides" };
  if (step?.outcome === "maybe") return { kind: "may-decide", because: step.gate.because };
  const hasRules = membershipsOf(vault, network).some((each) => inboundRules(each).length > 0);
  return { kind: hasRules ? "adds" : "none" };
}
