import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { prepareOnce, unpackArchive, unpackNpmPackage } from "../vscode/npm-package.ts";

/**
 * The latest version that supports our minimum Node.js version. Its browser is a headless Chromium for Linux on x64.
 */
const version = "147.0.0";

/**
 * The Chromium in the npm package `@sparticuz/chromium`, which is made for machines without the libraries it needs: it
 * contains them, and fonts. They are unpacked here, because the package's own code does so only on AWS Lambda.
 * Downloads 67 MB once.
 */
export async function browserFromNpm(): Promise<readonly string[]> {
  if (process.platform !== "linux" || process.arch !== "x64") return [];
  const folder = join(import.meta.dirname, `../../.vscode-test/chromium-${version}`);
  await prepareOnce(folder, async (draft) => {
    const packed = join(draft, "packed");
    await mkdir(packed);
    await unpackNpmPackage(`@sparticuz/chromium@${version}`, "package/bin", packed);
    await writeFile(join(draft, "chromium"), await inflated(join(packed, "chromium.br")), { mode: 0o755 });
    for (const archive of ["al2023.tar", "fonts.tar"]) {
      await writeFile(join(packed, archive), await inflated(join(packed, `${archive}.br`)));
      await unpackArchive(join(packed, archive), draft);
    }
    await writeFile(join(draft, "fonts.conf"), fontsConfiguration);
    await writeFile(join(draft, "start"), startScript);
    await chmod(join(draft, "start"), 0o755);
    await rm(packed, { recursive: true });
  });
  return [join(folder, "start")];
}

async function inflated(path: string): Promise<Uint8Array> {
  return promisify(brotliDecompress)(await readFile(path));
}

/** The fonts of the machine, if it has any, and those of the package. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

const startScript = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`;
