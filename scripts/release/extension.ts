/**
 * Packages the extension into `dist/keyvault-network.vsix` (`npm run package`, which builds it first). What `packaged-files.txt` lists is
 * copied into a folder of its own: in the folder of the project, vsce would look at each of the thousands of files that tests download.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import zlib from "node:zlib";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";

// vsce has no option for how well it compresses; this saves 4 kB.
Object.assign(zlib, {
  DeflateRaw: function best() {
    return zlib.createDeflateRaw({ level: 9 });
  },
});

const root = join(import.meta.dirname, "../..");
const paths = readFileSync(join(import.meta.dirname, "packaged-files.txt"), "utf8")
  .trim()
  .split("\n");
const folder = mkdtempSync(join(tmpdir(), "keyvault-network-extension-"));
try {
  for (const path of paths) cpSync(join(root, path), join(folder, path));
  // Without one, vsce warns that everything is packaged, which is meant.
  writeFileSync(join(folder, ".vscodeignore"), "");
  const packagePath = join(root, "dist/keyvault-network.vsix");
  await createVSIX({ cwd: folder, packagePath, dependencies: false });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
