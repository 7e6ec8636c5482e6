/**
 * Compares the network of every Bicep template below the given folders with that of the template that the real compiler makes of it:
 *
 *     npm run compilers && npx tsx scripts/compare-compiled.ts folder…
 *
 * Templates that do not compile, most of them because a module of a registry is not restored, are counted. Any difference is printed, and
 * makes the script fail.
 */
import { localFiles } from "../server/src/cli/file-system.ts";
import { walkFolder } from "../server/src/cli/walk.ts";
import { compareCompiled, isTemplate } from "../test/compilers/support/compare-compiled.ts";

const tally = { templates: 0, resources: 0, withRegistries: 0, notCompiled: 0, different: 0 };
for (const folder of process.argv.slice(2)) {
  const { files } = walkFolder(folder, [".bicep"], [], localFiles, () => true);
  for (const path of files) {
    if (!isTemplate(path)) continue;
    const compared = await compareCompiled(path);
    if (!("count" in compared)) {
      tally.notCompiled++;
      continue;
    }
    tally.templates++;
    tally.resources += compared.count;
    if (compared.hasRegistries) tally.withRegistries++;
    const { onlySource, onlyCompiled } = compared;
    if (onlySource.length + onlyCompiled.length === 0) continue;
    tally.different++;
    console.log(path);
    for (const line of onlySource) console.log(`  source   ${line}`);
    for (const line of onlyCompiled) console.log(`  compiled ${line}`);
  }
}
console.log(
  `${tally.templates} templates with ${tally.resources} resources compared, ${tally.withRegistries} of them without their modules of registries: ` +
    `${tally.different} different. ${tally.notCompiled} did not compile.`,
);
// The compiler's process would keep this one.
process.exit(tally.different > 0 ? 1 : 0);
