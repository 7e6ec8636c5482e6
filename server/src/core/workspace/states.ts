import { knownText, type Value } from "../evaluate/values/value.ts";
import type { ResourceInstance } from "../evaluate/types.ts";
import { valueUnder } from "../evaluate/values/find-entry.ts";
import { isDict } from "../evaluate/values/plain.ts";
import { folderOf } from "../files/documents.ts";
import type { Files } from "../files/files.ts";
import type { StateBackend } from "../template/template.ts";
import type { DocumentId } from "../text/document.ts";
import type { Environment } from "./environments.ts";

/** A root whose state others may read. */
export interface StateRoot {
  readonly root: DocumentId;
  /** Where it keeps its state; null if it does not say so. */
  readonly backend: StateBackend | null;
  /** The environments it is evaluated in; null means its defaults. */
  readonly judged: readonly (Environment | null)[];
}

/** A root in the environment in which its state is read. */
export interface StateOwner {
  readonly root: DocumentId;
  readonly environment: Environment | null;
}

/**
 * The root whose state a data source reads: the only one that keeps its state under the same literal key, in a place that is not
 * certainly another one; with the local backend, the one in the folder of the path
 * (https://developer.hashicorp.com/terraform/language/state/remote-state-data). In the environment of the same name where it has that, else
 * in its only one; null if neither is there.
 */
export function ownerOfState(
  dataSource: ResourceInstance,
  environment: string | null,
  roots: readonly StateRoot[],
  { resolve }: Pick<Files, "resolve">,
): StateOwner | null {
  const type = textAt(dataSource.body(), "backend");
  const settings = settingsOf(valueUnder(dataSource.body(), "config"));
  const path = type === "local" ? settings.get("path") : undefined;
  const folder = path === undefined ? null : folderOf(resolve(dataSource.frame.template.document, path));
  const [found, ...others] = roots.filter(({ root, backend }) =>
    folder === null ? backend?.type === type && isSamePlace(backend.settings, settings) : root === folder,
  );
  if (!found || others.length > 0) return null;
  const same = found.judged.find(
    (each) => each?.name === environment || (each === null && environment === null),
  );
  const [only, ...more] = found.judged;
  const chosen = same !== undefined ? same : more.length === 0 ? only : undefined;
  return chosen === undefined ? null : { root: found.root, environment: chosen };
}

/** The settings that distinguish the states of a backend: `azurerm` and `s3` have a key, `gcs` has a prefix. */
const keys = ["key", "prefix"];

function isSamePlace(own: ReadonlyMap<string, string>, asked: ReadonlyMap<string, string>): boolean {
  const hasKey = keys.some((name) => own.has(name) && own.get(name) === asked.get(name));
  return hasKey && [...own].every(([name, value]) => (asked.get(name) ?? value) === value);
}

function settingsOf(config: Value | null): ReadonlyMap<string, string> {
  if (config?.kind !== "known" || !isDict(config.value)) return new Map();
  return new Map(
    [...config.value.entries].flatMap(([name, { value }]) =>
      value.kind === "known" && typeof value.value === "string" ? [[name, value.value] as const] : [],
    ),
  );
}

function textAt(body: Value, name: string): string | null {
  const value = valueUnder(body, name);
  return knownText(value);
}
