import { statSync } from "node:fs";
import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** What Node 20 lacks. */
interface NewerModule {
  readonly enableCompileCache?: (folder: string) => unknown;
}

/**
 * Lets Node.js keep the code that it compiles, which otherwise takes a sixth of the time of a short run: Node 22 and later do
 * (https://nodejs.org/api/module.html#module-compile-cache). Whoever can write there can change what is run, so it is in the home of the
 * user and not where Node would put it by itself, in a folder for temporary files.
 */
export function keepCompiledCode(
  { enableCompileCache }: NewerModule = nodeModule as NewerModule,
  home = homedir(),
): void {
  if (enableCompileCache && isOwn(home)) enableCompileCache(join(cacheIn(home), "keyvault-network"));
}

/** Whether a home belongs to who runs this, which it may not with `sudo`. Windows knows no such numbers. */
function isOwn(home: string): boolean {
  try {
    return statSync(home).uid === (process.getuid?.() ?? 0);
  } catch {
    return false;
  }
}

/** The folder of a user for what can be made again (https://specifications.freedesktop.org/basedir-spec/latest/). */
function cacheIn(home: string): string {
  const { LOCALAPPDATA = "", XDG_CACHE_HOME = "" } = process.env;
  if (process.platform === "win32") return LOCALAPPDATA || join(home, "AppData/Local");
  if (process.platform === "darwin") return join(home, "Library/Caches");
  return isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home, ".cache");
}
