import type { SimulateResult, VaultResult, Sentence } from "../../../server/src/protocol.ts";
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
  const known = [...new Set(vaults.map((vault) => oneLine(called(vault)[0])))].join(", ");
  throw new Error(`Unknown vault '${name ?? ""}'. Known: ${known}`);
}

/** Every verdict with its deciding sentence and place. Throws if the source cannot be read. */
export function verdictsText({ verdicts, errors }: Pick<SimulateResult, "verdicts" | "errors">): string {
  const [error] = errors;
  if (error && verdicts.length === 0) throw new Error(oneLine(error.message));
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
    return oneLine(said.filter((text) => text !== "").join(" "));
  });
  return [...lines, "Network access of the data plane only; permissions are not checked."].join("\n");
}

export function findingsText(findings: readonly ToolFinding[]): string {
  if (findings.length === 0) return "No findings about key vaults in the templates that are known.";
  return findings
    .map(({ uri, line, code, severity, message }) =>
      oneLine(`${uri}:${line}: ${severity} ${code}: ${message}`),
    )
    .join("\n");
}

/**
 * Names come from templates: a line break in one could make it pass for a sentence of the extension, and invisible
 * characters could hide text.
 */
function oneLine(text: Sentence): Sentence {
  // What is removed is invisible, whatever the sentence says.
  // allow no-reading-of-sentences
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
}
