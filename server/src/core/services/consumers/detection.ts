import { addTo } from "../../logic/grouped.ts";
import { once } from "../../logic/memoize.ts";
import { beside, stepsOf } from "../../network/fields/read-path.ts";
import { services } from "../catalogue.ts";
import type { Service, UsePath, ValueKind } from "../service.ts";
import { foldWord } from "../../text/fold.ts";

/** How to find one scenario of the catalog in the resources of a type. */
export interface Detection {
  readonly service: Service;
  readonly places: readonly DetectionPlace[];
  /** Whether it is what only looks something up that uses the vault: a data source of Terraform. */
  readonly isLookup: boolean;
}

/** A place to look at: a reference to a vault, the choice of an identity, the id of a subnet. */
export interface DetectionPlace {
  readonly path: string;
  readonly kind: ValueKind;
  readonly when: readonly Condition[];
}

export interface Condition {
  readonly path: string;
  /** Words that the value may be, with `*` for anything: ` | ` separates alternatives, ` & ` what has to hold together, `!` negates. */
  readonly pattern: string;
}

const byType = once(indexed);

/** The types of resources that may use a vault, in lower case, in the order of the catalog. */
export function typesOfCatalogue(): readonly string[] {
  return [...byType().keys()];
}

/** The scenarios that resources of a type may have, in the order of the catalog. */
export function detectionsOf(type: string): readonly Detection[] {
  return byType().get(foldWord(type)) ?? [];
}

/** The path of a condition, through the same items as the place it is about. */
export function pathBeside(path: string, found: readonly string[]): string {
  return path.includes(" > ") ? path : join(beside(stepsOf(path), found));
}

function join(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (path === "" || step.startsWith("[") ? `${path}${step}` : `${path}.${step}`),
    "",
  );
}

function indexed(): ReadonlyMap<string, readonly Detection[]> {
  const index = new Map<string, Detection[]>();
  for (const service of services()) {
    for (const { type, references } of service.arm)
      addTo(index, foldWord(type), { service, places: references.map(placeOf), isLookup: false });
    for (const { type, block, arguments: references } of service.terraform) {
      const isLookup = block !== "resource";
      addTo(index, foldWord(type), { service, places: references.map(placeOf), isLookup });
    }
  }
  return index;
}

function placeOf({ path, kind, when = {} }: UsePath): DetectionPlace {
  const conditions = Object.entries(when).map(([at, pattern]) => ({ path: at, pattern: String(pattern) }));
  return { path, kind, when: conditions };
}
