import { shared } from "./shared-with-parts.ts";

/** What a part exports. */
type Part = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** The global object of a program that has parts. */
interface ProgramScope {
  /** What parts use of the program. */
  keyVaultNetworkShared?: readonly unknown[];
  /** What a worker of a browser has to load a script. */
  readonly importScripts?: (url: string) => void;
  /**
   * The client names the worker after the address of its script, because VS Code starts workers from another address. In front of the name, VS
   * Code writes who started it.
   */
  readonly name: string;
  /** The part that a worker loaded last. */
  readonly keyVaultNetworkPart: Part;
}

declare const require: (path: string) => Part;
/** The bundler writes the folder of the parts as seen from the bundle: `./parts/`. */
declare const partsFolder: string;

const loaded = new Map<string, Part>();

/**
 * A part of the product that bundles leave out (`scripts/bundle/parts.mjs`), out of the folder of parts beside the bundles. It is read
 * at once: Node has `require` for that, and a worker has `importScripts`.
 */
export function loadPart(name: string): Part {
  const before = loaded.get(name);
  if (before) return before;
  const scope = globalThis as unknown as ProgramScope;
  scope.keyVaultNetworkShared ??= shared();
  // Written into the call, the path would be one that the bundler follows.
  const path = `${partsFolder}${name}.js`;
  const part = scope.importScripts ? loadInWorker(path, scope) : require(path);
  loaded.set(name, part);
  return part;
}

function loadInWorker(path: string, scope: ProgramScope): Part {
  const script = scope.name.slice(scope.name.lastIndexOf(" ") + 1);
  scope.importScripts?.(new URL(path, script).href);
  return scope.keyVaultNetworkPart;
}
