import type { CallExpression } from "../../template/expression.ts";
import type { ModuleInstance, ResourceInstance } from "../types.ts";
import { found, orNull, outputOf, resourceMember, symbolOfCall } from "./handles.ts";
import { findReferenced } from "./referenced.ts";
import { dictOf, isText, type Plain, textOf } from "../values/plain.ts";
import { evaluateIn, type Frame, homeOf, type Scope } from "../scope.ts";
import { callSymbol } from "../values/symbol.ts";
import {
  type Cause,
  causesOf,
  known,
  type Known,
  type Origin,
  unknown,
  type Value,
} from "../values/value.ts";
import { foldWord } from "../../text/fold.ts";
import { splitText } from "../instances/resource-id.ts";
import { uriPieces } from "./runtime-view.ts";
import { textPieces } from "../values/text-pieces.ts";

/**
 * ARM's `reference(nameOrId, apiVersion?, 'Full'?)`: the properties of a resource of this deployment, or the outputs of
 * a nested one (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#reference).
 */
export function evaluateReference(call: CallExpression, scope: Scope): Value {
  const [target, ...rest] = call.arguments.map((argument) => evaluateIn(scope, argument));
  const origin = { span: call.span };
  if (!target) return unknown({ kind: "failure", reason: { kind: "reference-without-target" } }, origin);
  const full = rest.some((each) => isFull(each));
  if (target.kind === "known") {
    const found = firstFound(target.value, framesOf(scope));
    if (found && "nameSegments" in found) return referenced(found, full, origin);
    if (found) return outputsOf(found, origin);
  }
  const because =
    target.kind === "unknown" ? causesOf(target) : [{ kind: "runtime", call: "reference()" } as const];
  const symbol = callSymbol("reference", [target]);
  const byId = target.kind === "known" && !full ? propertiesById(target, because, symbol) : null;
  return byId ?? unknown(because, origin, symbol);
}

/** The documentation writes 'Full', the Bicep compiler 'full'. */
function isFull(value: Value): boolean {
  return value.kind === "known" && typeof value.value === "string" && foldWord(value.value) === "full";
}

function framesOf(scope: Scope): readonly Frame[] {
  const home = homeOf(scope).frame;
  return home === scope.frame ? [home] : [scope.frame, home];
}

function firstFound(target: Plain, frames: readonly Frame[]): ResourceInstance | ModuleInstance | null {
  for (const frame of frames) {
    const found = findReferenced(target, frame);
    if (found) return found;
  }
  return null;
}

function referenced(instance: ResourceInstance, full: boolean, origin: Origin): Value {
  return full
    ? known({ kind: "resource", instance }, origin)
    : orNull(resourceMember(instance, "properties", origin), found(instance), origin);
}

/** The outputs as `reference()` gives them: each below its name, wrapped as `{ "value": … }`. */
function outputsOf(instance: ModuleInstance, origin: Origin): Value {
  if (!instance.frame) {
    return unknown(
      { kind: "module", reference: instance.symbol },
      origin,
      symbolOfCall(instance, "reference"),
    );
  }
  const outputs = [...instance.frame.template.outputs.keys()].map(
    (key) => [key, known(dictOf([["value", outputOf(instance, key, origin)]]), origin)] as const,
  );
  return known(dictOf([["outputs", known(dictOf(outputs), origin)]]), origin);
}

/**
 * What follows from the id alone of a vault, or of a secret or key in one, that the template does not declare: its URI, with
 * all else open. Null for the id of anything else. (https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates)
 */
function propertiesById(
  { value, origin }: Known,
  because: readonly Cause[],
  symbol: string | null,
): Value | null {
  const segments = typeof value === "string" || isText(value) ? splitText(value, origin) : [];
  const at = segments.findLastIndex((segment) => isWord(segment, "microsoft.keyvault"));
  const [type, vault, kind, name, ...rest] = segments.slice(at + 1);
  if (at < 0 || !type || !isWord(type, "vaults") || !vault || rest.length > 0) return null;
  const base = uriPieces(vault, origin);
  const open = (entries: readonly (readonly [string, Value])[]): Value =>
    known({ ...dictOf(entries, because), symbol }, origin);
  if (!kind) return open([["vaultUri", known(textOf(base), origin)]]);
  const what = contents.find((each) => isWord(kind, `${each}s`));
  if (!what || !name) return null;
  const uri = [...base, `${what}s/`, ...textPieces(name)];
  const version = unknown(because, origin, symbol === null ? null : `${symbol}.version`);
  return open([
    [`${what}Uri`, known(textOf(uri), origin)],
    [`${what}UriWithVersion`, known(textOf([...uri, "/", version]), origin)],
  ]);
}

const contents = ["secret", "key"] as const;

function isWord(segment: Value, word: string): boolean {
  return segment.kind === "known" && typeof segment.value === "string" && foldWord(segment.value) === word;
}
