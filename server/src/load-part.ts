/** What a part exports. */
type Part = Readonly<Record<string, (...given: readonly unknown[]) => unknown>>;

/** What a worker of a browser has to load a script. */
interface WorkerScope {
  readonly importScripts?: (url: string) => void;
  /**
   * The client names the worker after the address of its script, because VS Code starts workers from another address. In front of the name, VS
   * Code writes who started it.
   */
  readonly name: string;
  /** The part that was loaded last. */
  readonly keyVaultNetworkPart: Part;
}

declare const require: (path: string) => Part;
/** The bundler writes the folder of the parts as seen from each script: `./parts/` from bundles, `./` from parts. */
declare const partsFolder: string;

const loaded = new Map<string, Part>();

/**
 * A part of the product that bundles leave out (`scripts/bundle/parts.mjs`), out of the folder `parts` beside the bundles. It is read
 * at once: Node has `require` for that, and a worker has `importScripts`.
 */
export function loadPart(name: string): Part {
  const before = loaded.get(name);
  if (before) return before;
  // Written into the call, the path would be one that the bundler follows.
  const path = `${partsFolder}${name}.js`;
  const scope = globalThis as unknown as WorkerScope;
  const part = scope.importScripts ? loadInWorker(name, scope) : require(path);
  loaded.set(name, part);
  return part;
}

/** In a worker, parts are found from its own script, also by each other. */
function loadInWorker(name: string, scope: WorkerScope): Part {
  const script = scope.name.slice(scope.name.lastIndexOf(" ") + 1);
  scope.importScripts?.(new URL(`./parts/${name}.js`, script).href);
  return scope.keyVaultNetworkPart;
}
