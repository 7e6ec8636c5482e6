import { type Cause, knownText } from "../evaluate/values/value.ts";
import { causesOfFirewall, causesOfNetwork } from "../network/causes.ts";
import type { LimitName } from "../text/limits.ts";
import type { World } from "../access/worlds.ts";
import { valueUnder } from "../evaluate/values/find-entry.ts";
import type { Instead, ResourceInstance } from "../evaluate/types.ts";
import type { Network, UnreadCall } from "../network/network.ts";
import { describeUnread, speaksOfVaults, type UnreadDescription } from "../network/describe-unread.ts";
import type { Dialect, WhyUnread } from "../template/template.ts";
import { compareSpans, type Span, spanKey } from "../text/document.ts";

/** Something that a template refers to but was not read. */
export interface UnreadReport {
  readonly kind: UnreadDescription["kind"] | "state" | "vault";
  readonly symbol: string;
  /** Its name in the reference. */
  readonly source: string;
  /** A state is stored elsewhere, and the product never requests it. */
  readonly why: WhyUnread | "kept-elsewhere";
  readonly dialect: Dialect;
  /** Where the reference is. */
  readonly span: Span;
  readonly isLikelyAboutVaults: boolean;
  /** What was found in its place, and where. */
  readonly instead?: Pick<Instead, "name" | "span">;
  /** The limit of the analysis that left it out; absent if none did. */
  readonly limit?: LimitName;
  /** The call, of what is called. */
  readonly call?: UnreadCall["call"];
}

/** What a root refers to but was not read, each place once, in the order of the text. */
export function reportUnread(worlds: readonly World[]): readonly UnreadReport[] {
  const found = worlds.flatMap(({ network }) => [
    ...network.unread.filter(isOwn).map((unread) => ({
      ...describeUnread(unread),
      why: unread.why,
      call: unread.call,
      dialect: unread.call.caller.template.dialect,
      ...(unread.call.instead ? { instead: unread.call.instead } : {}),
      ...beyondLimit(unread.call.because),
    })),
    ...limitedVaults(network),
    ...network.vaultsLeftOut.filter(({ frame }) => frame.run.home === null).map(reportVault),
    ...network
      .resources("terraform_remote_state")
      .filter(({ frame }) => frame.run.home === null)
      .flatMap(reportState),
  ]);
  const distinct = new Map(found.map((each) => [`${spanKey(each.span)} ${each.source}`, each]));
  return [...distinct.values()].sort((a, b) => compareSpans(a.span, b.span));
}

/** What other roots cannot read is reported for those. */
function isOwn({ call }: UnreadCall): boolean {
  return call.caller.run.home === null;
}

/** The vaults of which a limit left something out: what they are, or what is around them. */
function limitedVaults(network: Network): readonly UnreadReport[] {
  const own = network.vaults.filter(({ existing, home, state }) => !existing && !home && state === null);
  const limited = own.flatMap((vault) => {
    const { limit } = beyondLimit([...vault.exists.because, ...causesOfFirewall(vault)]);
    return limit ? [{ vault, limit }] : [];
  });
  const { limit: around } = beyondLimit(limited.length > 0 ? [] : causesOfNetwork(network));
  const all = around ? own.map((vault) => ({ vault, limit: around })) : limited;
  return all.map(({ vault, limit }) => ({ ...reportVault(vault.instance), limit }));
}

function beyondLimit(because: readonly Cause[]): Pick<UnreadReport, "limit"> {
  const cause = because.find((each) => each.kind === "budget");
  return cause ? { limit: cause.limit } : {};
}

function reportVault({ declaration, symbol }: ResourceInstance): UnreadReport {
  return {
    kind: "vault",
    symbol,
    source: symbol,
    why: "limit",
    limit: "vaults",
    dialect: "arm",
    span: declaration.labelSpan,
    isLikelyAboutVaults: true,
  };
}

/** A state that supplies values: https://developer.hashicorp.com/terraform/language/state/remote-state-data */
function reportState(instance: ResourceInstance): readonly UnreadReport[] {
  const { declaration, symbol } = instance;
  if (instance.exists().truth === "no" || instance.frame.run.stateOf?.(instance)) return [];
  const config = valueUnder(instance.body(), "config");
  const source = ["key", "path", "prefix"]
    .map((name) => knownText(valueUnder(config, name)))
    .find((text) => text);
  const name = symbol.replace(/^data\.terraform_remote_state\./, "");
  return [
    {
      kind: "state",
      symbol: name,
      source: source ?? name,
      why: "kept-elsewhere",
      dialect: "terraform",
      span: declaration.labelSpan,
      isLikelyAboutVaults: speaksOfVaults(name) || speaksOfVaults(source ?? ""),
    },
  ];
}
