/**
 * Compares what we know of the deployments that the `.bicepparam` files below the given folders describe with what Microsoft's engine makes of
 * them:
 *
 *     npm run compilers && npx tsx scripts/compare-snapshots.ts folder…
 *
 * Files that the engine gives nothing for are counted: they do not compile, name no template of a file, or need values from their machine.
 */
import { existsSync } from "node:fs";
import { openDisk } from "../server/src/cli/disk.ts";
import { localFiles } from "../server/src/cli/file-system.ts";
import { walkFolder } from "../server/src/cli/walk.ts";
import { templateUsedBy } from "../server/src/core/index.ts";
import { compareSnapshot } from "../test/compilers/support/compare-snapshot.ts";

const tally = { files: 0, resources: 0, values: 0, different: 0, nothing: 0 };
for (const folder of process.argv.slice(2)) {
  const { files } = walkFolder(folder, [".bicepparam"], [], localFiles, () => true);
  for (const path of files) {
    const disk = openDisk();
    const document = disk.get(path);
    const root = document ? templateUsedBy(document, disk) : null;
    const compared = root !== null && existsSync(root) ? await compareSnapshot(root, path) : null;
    if (compared === null) {
      tally.nothing++;
      continue;
    }
    tally.files++;
    tally.resources += compared.resources;
    tally.values += compared.values;
    tally.different += compared.different.length;
    if (compared.different.length > 0) console.log(path);
    for (const line of compared.different) console.log(`  ${line}`);
  }
}
console.log(
  `${tally.files} parameter files with ${tally.resources} resources and ${tally.values} known values compared: ${tally.different} differ. The engine gives nothing for ${tally.nothing} others.`,
);
// The compiler's process would keep this one.
process.exit(tally.different > 0 ? 1 : 0);
