import { isAscii } from "node:buffer";
import type * as Crypto from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { arch, versions } from "node:process";
import type * as V8 from "node:v8";
import { Script } from "node:vm";

const require: (id: string) => unknown = createRequire(import.meta.url);

/** What Node wraps a CommonJS module in. */
type Wrapper = (
  exports: object,
  require: (id: string) => unknown,
  module: { readonly exports: object },
  file: string,
  folder: string,
) => void;

/** A flag of V8 as we want it, and as it usually is. */
export interface EngineFlag {
  readonly ours: string;
  readonly usual: string;
}

export interface KeptCode {
  /** Where it is kept. Whoever can write there can change what is run. */
  readonly folder: string;
  /** The build of the product: code of another one is not read. */
  readonly build: string;
  /** What the program does: only the functions that this needs are kept. */
  readonly purpose: string;
}

/** For how long the code of another build is kept. */
const mostDays = 30;

const checksumLength = 4;

/**
 * Loads scripts of the product, and what they require of it (they must not import anything), with the code that V8 compiled in an earlier process. Compiling takes a third to
 * half of a short run. Node 22 and later can keep code themselves, but only of functions that are compiled when a script is loaded
 * (https://nodejs.org/api/module.html#module-compile-cache). V8 itself keeps what was compiled until it is asked
 * (https://nodejs.org/api/vm.html#scriptcreatecacheddata).
 */
export class ScriptLoader {
  readonly #kept: KeptCode | null;
  /** What was compiled anew, by the file in which to keep it. */
  readonly #compiled = new Map<string, Script>();
  #flags: readonly EngineFlag[] = [];

  /** Where nothing may be kept, it is Node that loads them. */
  constructor(kept: KeptCode | null) {
    this.#kept = kept;
  }

  /** Sets flags of V8 for what runs from now on. */
  setFlags(flags: readonly EngineFlag[]): void {
    for (const flag of this.#flags) setFlag(flag.usual);
    this.#flags = flags;
    for (const flag of flags) setFlag(flag.ours);
  }

  /** What a script exports. */
  load(path: string): unknown {
    if (this.#kept === null) return require(path);
    const module = { exports: {} };
    const requireFrom = (id: string): unknown =>
      id.startsWith("./") ? this.load(join(dirname(path), id)) : require(id);
    const run = this.#compile(path, this.#kept).runInThisContext() as Wrapper;
    run(module.exports, requireFrom, module, path, dirname(path));
    return module.exports;
  }

  /** Keeps what was compiled so far, for the next process. Takes some 20 ms where there is something new. */
  keep(): void {
    if (this.#kept === null || this.#compiled.size === 0) return;
    const { folder, build } = this.#kept;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#asUsual(() => {
        for (const [file, script] of this.#compiled) write(join(folder, file), script.createCachedData());
      });
      removeOld(folder, build);
    } catch {
      // A disk that is full or may not be written to makes the next run no slower than this one.
    }
    this.#compiled.clear();
  }

  #compile(path: string, { folder, build, purpose }: KeptCode): Script {
    const file = [build, versions.v8, arch, purpose, basename(path)].join("-");
    const cachedData = read(join(folder, file));
    const source = readFileSync(path);
    const text = source.toString(isAscii(source) ? "latin1" : "utf8");
    const wrapped = `(function(exports,require,module,__filename,__dirname){${text}\n})`;
    const script = this.#asUsual(
      () => new Script(wrapped, { filename: path, ...(cachedData && { cachedData }) }),
    );
    if (script.cachedDataRejected !== false) this.#compiled.set(file, script);
    return script;
  }

  /** V8 takes what was kept only where all flags are as they were then, so that is done while they are as usual. */
  #asUsual<T>(work: () => T): T {
    const flags = this.#flags;
    this.setFlags([]);
    try {
      return work();
    } finally {
      this.setFlags(flags);
    }
  }
}

/** The module is loaded only where flags are set, and not with what Node 20.9 of VS Code 1.91 lacks. */
function setFlag(flag: string): void {
  (require("node:v8") as typeof V8).setFlagsFromString(flag);
}

/** What was kept; undefined if there is nothing, or it is damaged, which V8 does not notice. */
function read(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const data = bytes.subarray(0, -checksumLength);
    return checksum(data) === bytes.readInt32LE(data.length) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Other processes and threads see all of it or nothing. */
function write(file: string, data: Buffer): void {
  const draft = `${file}.${(require("node:crypto") as typeof Crypto).randomUUID()}`;
  const end = Buffer.alloc(checksumLength);
  end.writeInt32LE(checksum(data));
  writeFileSync(draft, Buffer.concat([data, end]), { mode: 0o600 });
  renameSync(draft, file);
}

/** Differs if a word of four bytes does (FNV-1a over words). A digest would be sounder, but loading Node's takes longer than all of this. */
function checksum(data: Buffer): number {
  const words = new Int32Array(data.buffer, data.byteOffset, data.length >> 2);
  let sum = data.length;
  // oxlint-disable-next-line typescript/prefer-for-of -- an iterator takes three times as long until it is optimized
  for (let at = 0; at < words.length; at++) sum = Math.imul(sum ^ (words[at] ?? 0), 16_777_619);
  return sum;
}

function removeOld(folder: string, build: string): void {
  const oldest = Date.now() - mostDays * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!name.startsWith(build) && statSync(file).mtimeMs < oldest) rmSync(file);
  }
}
