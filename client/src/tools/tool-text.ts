import type { SimulateResult } from "../../../server/src/protocol/verdicts.ts";
import type { VaultResult } from "../../../server/src/protocol/vaults.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import { asData, longestName, short } from "../../../server/src/protocol/as-data.ts";
import { agreements, groupsBy } from "../agreement.ts";
import { sayPlace } from "../places.ts";
import { verdictId } from "../verdicts/simulation.ts";
import { foldVerdicts } from "../verdicts/references.ts";
import { vaultLabels } from "../verdicts/vault-labels.ts";
import { decidingStep } from "../verdicts/verdict-words.ts";
import { vaultIn } from "../verdicts/labelled-verdict.ts";
import { vaultName } from "../vault-name.ts";

/** A finding as a language model reads it. */
export interface ToolFinding {
  readonly uri: string;
  readonly line: number;
  readonly code: string;
  readonly severity: string;
  readonly message: Sentence;
}

/**
 * The vaults that a name refers to; all of them if none is given. Throws, listing the available ones, if it refers to
 * none.
 */
export function vaultsNamed(
  vaults: readonly VaultResult[],
  name: string | undefined,
): readonly VaultResult[] {
  const called = (vault: VaultResult) => [vaultName(vault), vault.symbol] as const;
  const found =
    name === undefined ? vaults : vaults.filter((vault) => called(vault).some((each) => each === name));
  if (found.length > 0) return found;
  if (vaults.length === 0) throw new Error("No template with a key vault is known. Open one first.");
  const known = [...new Set(vaults.map((vault) => called(vault)[0]))];
  throw new Error([`Unknown vault '${short(name ?? "", longestName)}'. Known:`, ...asData(known)].join("\n"));
}

/** Every verdict with its deciding sentence and place. Throws if the source cannot be read. */
export function verdictsText({ verdicts, errors }: Pick<SimulateResult, "verdicts" | "errors">): string {
  const [error] = errors;
  if (error && verdicts.length === 0) throw new Error(asData([error.message]).join("\n"));
  const { entries } = foldVerdicts(verdicts);
  const label = vaultLabels(entries);
  const one = groupsBy(entries, verdictId).flatMap(agreements);
  const lines = one.map(({ first: verdict, environments }) => {
    const vault = vaultIn({ vault: label(verdict), environments });
    const step = decidingStep(verdict);
    const said = [
      `${verdict.from} → ${vault}: ${verdict.summary}.`,
      step?.text ?? "",
      `(${sayPlace(step?.place ?? verdict)})`,
      ...verdict.noteTexts,
    ];
    return said.filter((text) => text !== "").join(" ");
  });
  return [...asData(lines), "Network access of the data plane only; permissions are not checked."].join("\n");
}

export function findingsText(findings: readonly ToolFinding[]): string {
  if (findings.length === 0) return "No findings about key vaults in the templates that are known.";
  return asData(
    findings.map(
      ({ uri, line, code, severity, message }) => `${uri}:${line}: ${severity} ${code}: ${message}`,
    ),
  ).join("\n");
}

/** A text of several lines in which names and values of files occur. */
export function dataText(text: Sentence): string {
  return asData(text.trimEnd().split("\n")).join("\n");
}
