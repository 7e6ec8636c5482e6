import { publicAccess } from "../access/effective.ts";
import { ipRulesOf } from "../access/entries.ts";
import { membershipsOf } from "../access/perimeter.ts";
import {
  exposureAcross,
  keysChosen,
  mergeWorlds,
  ownVaults,
  type VaultAcrossWorlds,
  vaultAsWritten,
  type VaultView,
  type World,
} from "../access/worlds.ts";
import { judge } from "../access/verdict.ts";
import { countEndpoints } from "../access/certain-endpoints.ts";
import type { Exposure } from "../access/codes.ts";
import { is } from "../evaluate/values/value.ts";
import { truth } from "../logic/truth.ts";
import type { LinkedVault } from "../network/network.ts";
import type { DocumentId } from "../text/document.ts";
import { existsAlready } from "../evaluate/values/state.ts";
import type { Headline, LensWords, Words } from "../words/words.ts";
import { linkAcross } from "./vaults.ts";
import { foldWord } from "../text/fold.ts";

/**
 * One line per vault that says who is allowed, by the vault's key: "Deny by default · 257 addresses · 1 subnet". While other roots are
 * still being read, a vault that is only looked up may be one that they declare.
 */
export function summarizeVaults(
  worlds: readonly World[],
  { lens }: Pick<Words, "lens">,
  areOthersRead = true,
): ReadonlyMap<string, string> {
  const parts = vaultSummaries(worlds, { lens }, areOthersRead);
  return new Map([...parts].map(([key, { declared, access }]) => [key, joined([declared, access])]));
}

/** What a line about a vault says: of one that is only looked up, where it is declared; and who is allowed, if that is known. */
export interface VaultSummary {
  readonly declared: string;
  readonly access: string;
}

/** Whether other roots have been read, which is not said in a line that may stay when they have been. */
type OthersRead = boolean | "later";

/** The parts of the lines about vaults, by the vault's key. */
export function vaultSummaries(
  worlds: readonly World[],
  { lens }: Pick<Words, "lens">,
  areOthersRead: OthersRead,
): ReadonlyMap<string, VaultSummary> {
  return new Map(
    ownVaults(worlds).map((across) => [across.key, summarizeVault(across, lens, areOthersRead)]),
  );
}

/** The parts of a line, without those that are empty. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

/** The parts of the line about one vault. */
export function summarizeVault(
  across: VaultAcrossWorlds,
  lens: LensWords,
  areOthersRead: OthersRead,
): VaultSummary {
  const { existing } = across.vault;
  const linked = existing ? linkAcross(across) : null;
  if (linked) return { declared: sayDeclared(linked, lens), access: sayAccess(across, lens) };
  if (existing && isNotVisible(across))
    return { declared: sayLookup(across, lens, areOthersRead), access: "" };
  return { declared: "", access: sayAccess(across, lens) };
}

/** "Declared in infra/hub". */
export function sayDeclared(
  { root, certain }: Pick<LinkedVault, "root" | "certain">,
  lens: LensWords,
): string {
  return lens.existing({ kind: "declared", root: shortPath(root), certain });
}

/** A vault that its own root also writes is known although it is looked up. */
function isNotVisible(across: VaultAcrossWorlds): boolean {
  const { exposure, because } = exposureAcross(across);
  return exposure === "depends" && because.some(({ kind }) => kind === "existing");
}

function sayLookup({ views }: VaultAcrossWorlds, lens: LensWords, areOthersRead: OthersRead): string {
  const roots = new Set(views.flatMap(({ vault }) => vault.candidates.map(({ root }) => shortPath(root))));
  if (roots.size > 0) return lens.existing({ kind: "unclear", roots: [...roots] });
  if (areOthersRead === "later") return lens.existing({ kind: "looked-up" });
  return lens.existing({ kind: areOthersRead ? "not-known" : "being-read" });
}

/** The last folder or file of a root with the folder that it is in: "infra/hub", "hub/main.bicep". */
function shortPath(root: DocumentId): string {
  const path = root.replace(/^[a-z][a-z\d+.-]+:\/\/[^/]*/i, "");
  const short = path
    .split("/")
    .filter((segment) => segment !== "")
    .slice(-2)
    .join("/");
  try {
    return decodeURIComponent(short);
  } catch {
    return short;
  }
}

/** What is not created, or relies on a state, says so. */
function sayAccess(across: VaultAcrossWorlds, lens: LensWords): string {
  const isCreated = across.exists !== "no" || across.vault.existing;
  const said = joined([isCreated ? "" : lens.notCreated, access(across, lens)]);
  const written = vaultAsWritten(across);
  return !written || access(across, lens) === access(written, lens) ? said : joined([said, lens.asDeployed]);
}

function access(across: VaultAcrossWorlds, lens: LensWords): string {
  const { exposure, because, cases } = exposureAcross(across);
  const isOpenIfNew = cases.some(
    ({ when, answer }) => answer === "public" && when.get(existsAlready) === false,
  );
  // Of keys that differ only in case, that which opens the vault more is named.
  const keys = new Set(across.views.flatMap(({ world }) => keysChosen(world).map(([name]) => name)));
  const ofKeys = cases.filter(({ when }) => [...when.keys()].some((name) => keys.has(name)));
  const openIf = ["public", "selected"].flatMap((each) => ofKeys.filter(({ answer }) => answer === each))[0];
  if (exposure === "depends")
    return joined([
      lens.dependsOn(because),
      isOpenIfNew ? lens.openWhenCreated : "",
      openIf ? lens.openWith([...openIf.when], openIf.answer === "public") : "",
    ]);
  const merged = mergeWorlds(
    across.views,
    (view) => joined(parts(view, exposure, lens)),
    (a, b) => a === b,
  );
  if (merged.cases.length === 0) return merged.answer;
  return `${lens.headlines[headline(across.views[0], exposure)]} · ${lens.restDependsOn(merged.because)}`;
}

function parts(view: VaultView, exposure: Exposure, lens: LensWords): readonly string[] {
  const head = lens.headlines[headline(view, exposure)];
  if (exposure === "public") return [head, lens.anyNetwork];
  const rules = exposure === "selected" ? [addresses(view, lens), subnets(view, lens)] : [];
  return [head, ...rules, endpoints(view, lens), perimeter(view, exposure, lens), trusted(view, lens)];
}

function headline(view: VaultView | undefined, exposure: Exposure): Headline {
  switch (exposure) {
    case "public":
      return view && isDenied(view) ? "every-address" : "firewall-off";
    case "private":
    case "selected":
      return view && isDisabled(view) ? "public-access-disabled" : "deny";
    case "perimeter":
    case "depends":
      return exposure;
  }
}

function isDenied({ vault }: VaultView): boolean {
  return is(vault.defaultAction.value, (word) => truth(foldWord(word) === "deny")) === "yes";
}

function isDisabled({ vault }: VaultView): boolean {
  return is(publicAccess(vault).value, (word) => truth(word === "Disabled")) === "yes";
}

/** How many public addresses the IP rules allow; entries with an unknown effect make it a range of counts. */
function addresses({ vault }: VaultView, lens: LensWords): string {
  const { certain, possible } = ipRulesOf(vault).reachable;
  return possible.isEmpty ? "" : lens.addresses(certain.size, possible.size);
}

function subnets({ vault }: VaultView, lens: LensWords): string {
  // Managed HSMs do not support subnet rules: https://learn.microsoft.com/azure/key-vault/managed-hsm/private-link
  const count = vault.kind === "vault" ? vault.subnetLinks.length : 0;
  return count === 0 ? "" : lens.subnets(count);
}

function endpoints({ vault, world }: VaultView, lens: LensWords): string {
  const { count } = countEndpoints(vault, world.network);
  return count === 0 ? "" : lens.privateEndpoints(count);
}

/** A perimeter that certainly is there; the headline may already say so. */
function perimeter({ vault, world }: VaultView, exposure: Exposure, lens: LensWords): string {
  const isMember = membershipsOf(vault, world.network).some(({ holds }) => holds === "yes");
  return isMember && exposure !== "perimeter" ? lens.perimeter : "";
}

function trusted({ vault, world }: VaultView, lens: LensWords): string {
  const { verdict } = judge(vault, world.network, { kind: "trustedService" });
  return verdict === "allowed" ? lens.trustedServices : "";
}
