import { fix, type Fix, respell } from "../fixes/fix.ts";
import { grouped } from "../logic/grouped.ts";
import type { Network } from "../network/network.ts";
import { managedByOldAzurerm } from "../network/old-azurerm.ts";
import { heldScripts } from "../services/consumers/script-changes.ts";
import { writtenAt } from "../evaluate/values/value.ts";
import { readRelated } from "../network/fields/read-related.ts";
import type { Tool, ToolUse } from "../services/old-tools.ts";
import type { ProviderVersion } from "../template/template.ts";
import { foldWord } from "../text/fold.ts";
import { spanKey } from "../text/document.ts";
import { endingOn, retiringTools, severityOfEnding } from "./questions/retirement.ts";
import { learn, type Finding, type Related, type Rule, finding } from "./rule.ts";

/** Found in templates here, in pipelines and scripts when these are read (`workspace/outside`). */
export const toolRetiring: Rule = {
  code: "KV214",
  name: "tool-retiring",
  severity: "info",
  fixable: true,
  references: learn("key-vault/general/whats-new", "key-vault/general/access-control-default"),
  check: (network, { today }) => [...oldProviders(network, today), ...oldScripts(network, today)],
};

/** One finding for each constraint or lock file that selects a version of azurerm which is too old, with what it manages. */
function oldProviders(network: Network, today: string | null): readonly Finding[] {
  const ending = endingOn(today);
  const found = grouped(managedByOldAzurerm(network), ({ span }) => [spanKey(span)]);
  return [...found.values()].map((all) => {
    const [{ version, first, span }] = all;
    return finding(null, {
      fact: { kind: "KV214", tool: "azurerm", version, first, ending },
      span,
      severity: severityOfEnding(ending),
      related: all.map(({ label }) => managedAt(label)),
      fixes: raisedConstraint(all[0]),
    });
  });
}

function managedAt(span: Related["span"]): Related {
  return { fact: { kind: "managed-here" }, span };
}

/** Lock files are Terraform's own, and other major versions of azurerm need other templates. */
function raisedConstraint(old: Old): readonly Fix[] {
  const [, version] = /^(?:~>|=)?\s*(4(?:\.\d+){1,2})$/.exec(old.version) ?? [];
  const isLocked = old.span.document.endsWith(".lock.hcl");
  return version === undefined || isLocked ? [] : raised({ ...old, version }, "azurerm");
}

interface Old extends ProviderVersion {
  readonly first: string;
}

/** Versions keep their number of parts. */
function raised({ version, first, span }: Old, tool: string): readonly Fix[] {
  const to = first.split(".", version.split(".").length).join(".");
  const title = { kind: "raise-tool", tool, version: to } as const;
  return [fix({ title, preferred: true, target: null, edits: [respell({ span }, version, to)] })];
}

/** Where resources say which version of a tool runs their script: https://learn.microsoft.com/azure/templates/microsoft.resources/deploymentscripts */
const versionPaths: ReadonlyMap<string, readonly (readonly [path: string, tool: Tool])[]> = new Map([
  [
    "microsoft.resources/deploymentscripts",
    [
      ["properties.azCliVersion", "Azure CLI"],
      ["properties.azPowerShellVersion", "Az"],
    ],
  ],
  ["azurerm_resource_deployment_script_azure_cli", [["version", "Azure CLI"]]],
  ["azurerm_resource_deployment_script_azure_power_shell", [["version", "Az"]]],
]);

/** What scripts of deployments manage vaults with, or request themselves. */
function oldScripts(network: Network, today: string | null): readonly Finding[] {
  return heldScripts(network).flatMap(({ instance, exists, tools, span }) => {
    if (exists === "no" || tools.length === 0) return [];
    const selected = (versionPaths.get(foldWord(instance.type() ?? "")) ?? []).flatMap(([path, tool]) =>
      readRelated(instance, path, network.resources).found.flatMap(
        ({ field: { value } }): readonly ToolUse[] => {
          if (value.kind !== "known" || typeof value.value !== "string") return [];
          return [{ kind: "pin", tool, version: value.value, span: writtenAt(value.origin) }];
        },
      ),
    );
    return retiringTools([[...selected, ...tools]], today).map(({ fact, place }) => {
      // Places in a script that a template holds are not those of a file.
      const isWritten = place.document !== "";
      return finding(null, {
        fact,
        span: isWritten ? place : span,
        severity: severityOfEnding(fact.ending),
        related: isWritten ? [managedAt(span)] : [],
        fixes: isWritten && fact.tool !== null ? raised({ ...fact, span: place }, fact.tool) : [],
      });
    });
  });
}
