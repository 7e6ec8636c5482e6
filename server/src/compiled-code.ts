import { statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { compiledCodeVariable, mayKeepCompiledCode } from "./protocol/compiled-code.ts";

/**
 * Where the program keeps compiled code; null if it must not. Whoever can write there can change what is run, so it is in the home of the
 * user, and not in a folder for temporary files.
 */
export function folderOfCompiledCode(home = homedir()): string | null {
  const { [compiledCodeVariable]: given } = process.env;
  if (!mayKeepCompiledCode(process.env)) return null;
  if (given) return given;
  return isOwn(home) ? join(cacheIn(home), "keyvault-network") : null;
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
