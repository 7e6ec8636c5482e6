import { bypass, defaultAction, type Effective, publicAccess } from "../access/effective.ts";
import type { DriftFact } from "../access/refusal.ts";
import type { Vault } from "../network/network.ts";
import { wordOfSetting } from "../report/drift.ts";
import type { DeployedState } from "./meaning.ts";

type Setting = Extract<DriftFact, { readonly kind: "setting" }>;

/** Where the deployed vault, as the service describes it, differs from its template. */
export function driftOf(vault: Vault, deployed: DeployedState): readonly DriftFact[] {
  const isSecured = wordOfSetting(publicAccess(vault)) === "SecuredByPerimeter";
  return [
    ...(isSecured ? [] : differs("publicNetworkAccess", deployed.publicNetworkAccess, publicAccess(vault))),
    ...differs("defaultAction", deployed.defaultAction, defaultAction(vault)),
    ...differs("bypass", deployed.bypass, bypass(vault)),
  ];
}

function differs(
  property: Setting["property"],
  deployed: string | null,
  setting: Effective<string>,
): readonly DriftFact[] {
  const template = wordOfSetting(setting);
  if (deployed === null || template === null || template === deployed) return [];
  return [{ kind: "setting", property, deployed, by: "service", template, byDefault: setting.byDefault }];
}
