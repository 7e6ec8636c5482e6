import { grouped } from "../../logic/grouped.ts";
import { memoize } from "../../logic/memoize.ts";
import type { World } from "../../access/worlds.ts";
import { framesAround, identityOfRoot } from "../../evaluate/instances/frames.ts";
import { callOf, framesBelow, moduleInstances } from "../../evaluate/instances/calls.ts";
import type { Frame } from "../../evaluate/scope.ts";
import type { Home } from "../../evaluate/types.ts";
import type { Resource } from "../../network/resources-by-type.ts";
import type { Vault } from "../../network/network.ts";
import { isFetched } from "../../network/fields/owner.ts";
import { isWithin } from "../../template/template.ts";
import { compareSpans, type DocumentId, type Span, spanKey } from "../../text/document.ts";
import type { Finding } from "../rule.ts";
import type { RootCall } from "./reported-finding.ts";
import { foldWord, isSameName } from "../../text/fold.ts";
import { hops, writtenAt } from "../../evaluate/values/value.ts";
import { originsOfVault } from "../../network/places.ts";

/**
 * Places findings where they can be fixed. What holds only for some instances of a declaration is decided by the caller of the
 * instance: a finding inside a module moves to its call, and no vault has a fix that would change the others. So does one
 * in a downloaded module, to a call that is not downloaded.
 */
export function placedAtInstances(
  findings: readonly Finding[],
  worlds: readonly World[],
): readonly Finding[] {
  const vaults = keysAtPlaces(findings, ({ vault }) => vault);
  const others = keysAtPlaces(findings, ({ about }) => about);
  return findings.map((finding) => {
    const { vault, about, span } = finding;
    if (vault && (vaults.get(placeKey(vault, span)) ?? 0) < instanceCount(vault, worlds))
      return { ...atCall(finding, vault), fixes: [] };
    if (
      about &&
      (isFetched(span.document) || (others.get(placeKey(about, span)) ?? 0) < countInstances(about, worlds))
    )
      return atCall(finding, about);
    return vault && isFetched(span.document) ? { ...atCall(finding, vault), fixes: [] } : finding;
  });
}

/**
 * Where the root passes the deciding value to a module, or else where it calls the module that contains the finding; null if the finding is in the root itself or in a parameter file. Of
 * several calls, it is the one through which the finding's subject is declared, if there is one.
 */
export function callInRoot({ span, vault, about }: Finding): RootCall | null {
  const own = [about, vault].flatMap((part) => (part ? framesAround(part.instance.frame) : []));
  const root = own.at(-1);
  if (!root || isWithin(root.template, span)) return null;
  const place = [...own, ...framesReading(span.document, root)].find(({ template }) =>
    isWithin(template, span),
  );
  const outermost = place ? framesAround(place).at(-2) : undefined;
  if (!outermost) return null;
  const argument = vault ? passedInRoot(vault, span, framesAround(vault.instance.frame).slice(0, -1)) : null;
  const call = argument ?? labelOfCall(outermost);
  return call && { span: call, isArgument: argument !== null };
}

/** The frames whose template a document is, or is a file of, in the order of the calls. */
function framesReading(document: DocumentId, root: Frame): readonly Frame[] {
  const byDocument = framesByDocument(root);
  const folder = document.slice(0, document.lastIndexOf("/") + 1);
  return byDocument.get(document) ?? byDocument.get(folder) ?? [];
}

const framesByDocument = memoize((root: Frame) =>
  grouped(framesBelow(root), ({ template }) => [template.document]),
);

/** The instances of a declaration that have a finding at a place, by declaration and place. */
function keysAtPlaces(
  findings: readonly Finding[],
  partOf: (finding: Finding) => Resource | null,
): ReadonlyMap<string, number> {
  return countKeys(
    findings.flatMap((finding) => {
      const part = partOf(finding);
      return part ? [[placeKey(part, finding.span), part.key]] : [];
    }),
  );
}

function placeKey({ span, home }: Pick<Resource, "span" | "home">, place: Span): string {
  return `${declarationKey(span, home)} ${spanKey(place)}`;
}

/** What instances of a declaration have in common: other roots may call the same module, and what they make of it is theirs. */
function declarationKey(span: Span, home: Home | null): string {
  return `${home === null ? "" : identityOfRoot(home)}${spanKey(span)}`;
}

/** How many instances of a vault's declaration may be deployed. */
export function instanceCount({ span, home }: Vault, worlds: readonly World[]): number {
  return countVaults(worlds).get(declarationKey(span, home)) ?? 0;
}

/** How many instances each declaration of a vault has that may be deployed. */
const countVaults = memoize((worlds: readonly World[]) =>
  countKeys(
    worlds
      .flatMap(({ network }) => network.vaults)
      .filter(({ exists }) => exists.truth !== "no")
      .map(({ span, home, key }) => [declarationKey(span, home), key]),
  ),
);

/** How many different keys there are for each declaration or place. */
function countKeys(found: readonly (readonly [place: string, key: string])[]): ReadonlyMap<string, number> {
  const places = grouped(found, ([place]) => [place]);
  return new Map([...places].map(([place, all]) => [place, new Set(all.map(([, key]) => key)).size]));
}

/** How many instances the declaration of another resource has that may be deployed. */
function countInstances({ instance, span, home }: Resource, worlds: readonly World[]): number {
  const type = foldWord(instance.type());
  return type === undefined ? 0 : (countOfType(worlds)(type).get(declarationKey(span, home)) ?? 0);
}

/** For each type, how many instances of each declaration may be deployed. */
const countOfType = memoize((worlds: readonly World[]) => {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return (type: string): ReadonlyMap<string, number> => {
    const counted = known.get(type) ?? countDeclarations(type, worlds);
    known.set(type, counted);
    return counted;
  };
});

function countDeclarations(type: string, worlds: readonly World[]): ReadonlyMap<string, number> {
  return countKeys(
    worlds
      .flatMap(({ network }) => network.resources(type))
      .filter((each) => each.exists().truth !== "no")
      .map(({ declaration: { span }, frame, symbol }) => [
        declarationKey(span, frame.run.home),
        `${frame.path ?? ""}/${symbol}`,
      ]),
  );
}

function atCall(finding: Finding, { instance: { frame } }: Resource): Finding {
  const isInside = isFetched(finding.span.document) || isWithin(frame.template, finding.span);
  const call = isInside ? labelOfCall(frame) : null;
  if (!call) return finding;
  const related = { fact: { kind: "written-in-module" }, span: finding.span } as const;
  return { ...finding, span: call, related: [related, ...finding.related] };
}

function labelOfCall(frame: Frame): Span | null {
  const { caller } = frame;
  if (!caller) return null;
  const call = callOf(frame)?.declaration.labelSpan ?? null;
  return call && isFetched(call.document) ? (labelOfCall(caller) ?? call) : call;
}

/**
 * Where the root passes on the value of a vault's setting or rule that is written at a place: the argument of the call that creates
 * the vault. `calls` are the frames from the vault to the root, which calls the last one. Null if no argument or several pass it.
 */
function passedInRoot(vault: Vault, written: Span, calls: readonly Frame[]): Span | null {
  const outermost = calls.at(-1);
  if (!outermost) return null;
  const passed = new Map<string, Span>();
  for (const origin of originsOfVault(vault)) {
    if (compareSpans(writtenAt(origin), written) !== 0) continue;
    // A value from the root passes through an argument of each call.
    const through = hops(origin).filter(({ via }) => via === "argument");
    const argument = argumentOf(outermost, through[calls.length - 1]?.name ?? null);
    if (argument) passed.set(spanKey(argument), argument);
  }
  const [only, ...others] = passed.values();
  return only && others.length === 0 ? only : null;
}

/** The value that a call gives to a parameter, as it is written there. */
function argumentOf(frame: Frame, name: string | null): Span | null {
  const call = frame.caller && moduleInstances(frame.caller).find((each) => each.frame === frame);
  const given = call?.declaration.arguments;
  if (name === null || given?.kind !== "dictionary") return null;
  for (const entry of given.entries) {
    if (entry.kind !== "entry" || entry.key.kind !== "literal") continue;
    if (isSameName(String(entry.key.value), name)) return entry.value.span;
  }
  return null;
}
