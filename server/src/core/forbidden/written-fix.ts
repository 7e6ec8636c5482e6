import { readSource } from "../access/source.ts";
import { accessFixes } from "../fixes/access-fixes.ts";
import type { Fix } from "../fixes/fix.ts";
import type { FixTitle } from "../fixes/fix-title.ts";
import type { Found } from "./candidates.ts";
import type { GateMet } from "./gate-met.ts";

/** The change of a template that opens a gate for a caller that it denies; null if people have to write it. */
export function writtenFix(
  { gate, outcome, hint }: GateMet,
  from: string,
  { worlds, across }: Found,
): Fix | null {
  if (outcome !== "deny" || hint !== null) return null;
  const reading = readSource(from);
  if ("fault" in reading) return null;
  const fixes = accessFixes(worlds, { source: reading.source, vaultKey: across.key, expect: "allow" });
  return fixes.find(({ title }) => opens(gate, title)) ?? null;
}

/** Whether a fix is about a gate on the way, rather than about the rules of the vault. */
function opens(gate: GateMet["gate"], title: FixTitle): boolean {
  switch (gate) {
    case "name-resolution":
      return title.kind === "add-record" || (title.kind === "set" && title.effect === "resolves-publicly");
    case "network-security-group":
      return title.kind === "allow-in-groups";
    case "route":
      return ["add-service-endpoint", "add-peering", "open-peerings"].includes(title.kind);
    case "firewall":
      return title.kind === "allow-in-firewall";
    default:
      return false;
  }
}
