import { versionNumber } from "../network/schema/provider-version.ts";
import type { Tool, ToolUse } from "../outside/tool-uses.ts";

export type { Tool, ToolUse };
import type { Span } from "../text/document.ts";

/**
 * The first versions that manage vaults through the API that stays:
 * https://github.com/Azure/azure-cli/issues/34020, https://github.com/Azure/azure-powershell/issues/30098,
 * https://github.com/Azure/azure-cli/issues/33900 (the module Az), https://learn.microsoft.com/azure/key-vault/general/whats-new (packages; of those for
 * JavaScript, Python and Java no version is documented). Read 2026-12-02.
 */
const firstVersions: Readonly<Record<Tool, string>> = {
  "Azure CLI": "2.90.0",
  "Az.KeyVault": "6.6.0",
  Az: "16.3.0",
  "Azure.ResourceManager.KeyVault": "1.4.0",
  armkeyvault: "2.0.0",
};

/** A tool that manages vaults in a version that is too old for that. */
export interface OldTool {
  readonly tool: Tool;
  readonly version: string;
  /** The first version that is not. */
  readonly first: string;
  /** Where the version is selected. */
  readonly span: Span;
  readonly managing: readonly Span[];
}

type Pin = Extract<ToolUse, { readonly kind: "pin" }>;

/** The tools that the steps of a job manage vaults with, as far as they select versions that are too old. */
export function oldTools(steps: readonly (readonly ToolUse[])[]): readonly OldTool[] {
  const found = new Map<Pin, Span[]>();
  const installed = new Map<Tool, Pin>();
  for (const uses of steps) {
    const selected = new Map(installed);
    for (const use of uses) {
      if (use.kind === "request") continue;
      const family = use.tool === "Az" ? "Az.KeyVault" : use.tool;
      const pin = selected.get(family);
      if (use.kind === "manage") {
        if (pin && isOld(pin)) found.set(pin, [...(found.get(pin) ?? []), use.span]);
        continue;
      }
      // Of several modules that are installed, the newest is used.
      if (pin && !isOld(pin) && use.isOfStep !== true) continue;
      selected.set(family, use);
      if (use.isOfStep !== true) installed.set(family, use);
    }
  }
  return [...found].flatMap(([{ tool, version, span }, managing]) =>
    version === null ? [] : [{ tool, version, first: firstVersions[tool], span, managing }],
  );
}

function isOld({ tool, version }: Pin): boolean {
  return version !== null && versionNumber(version) < versionNumber(firstVersions[tool]);
}
