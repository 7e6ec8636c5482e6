import type { CancellationToken } from "vscode-languageserver";
import type { Analysis, Span, VaultPlaces, VaultReport } from "../../core/index.ts";
import { placesOfVaults, reportVaults, summarizeVaults } from "../../core/index.ts";
import type { Place, VaultResult, VaultsParams, VaultsResult } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../places.ts";
import { analysesOfAll, subjectOf } from "../roots.ts";

/** Answers `keyvault-network/vaults`. */
export async function vaults(
  context: Context,
  { uri }: VaultsParams,
  token: CancellationToken,
): Promise<VaultsResult> {
  if (uri === undefined) {
    const analyses = await analysesOfAll(context, token);
    return { vaults: analyses.flatMap((analysis) => vaultsOf(context, analysis)) };
  }
  const subject = await subjectOf(context, uri, token);
  return { vaults: subject ? vaultsOf(context, subject.analysis) : [] };
}

function vaultsOf(context: Context, { root, worlds }: Analysis): readonly VaultResult[] {
  const summaries = summarizeVaults(worlds);
  const places = placesOfVaults(worlds);
  return reportVaults(worlds).flatMap((vault) => {
    const shown = showVault(context, vault);
    const written = places.get(vault.key);
    if (!shown || !written) return [];
    const summary = summaries.get(vault.key) ?? "";
    return [{ ...shown, root: context.session.uriOf(root), summary, places: showPlaces(context, written) }];
  });
}

type Shown = Omit<VaultResult, "root" | "summary" | "places">;

function showVault(context: Context, vault: VaultReport): Shown | null {
  const { label, span, ...facts } = vault;
  const place = placeOf(context, label);
  const declaration = placeOf(context, span);
  return place && declaration ? { ...facts, ...place, declaration: declaration.range } : null;
}

function showPlaces(context: Context, places: VaultPlaces): VaultResult["places"] {
  const show = (span: Span | null): Place | null => (span ? placeOf(context, span) : null);
  return {
    publicNetworkAccess: show(places.publicNetworkAccess),
    defaultAction: show(places.defaultAction),
    bypass: show(places.bypass),
    ipRules: places.ipRules.map(show),
    subnetRules: places.subnetRules.map(show),
  };
}
