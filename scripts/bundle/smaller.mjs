import { readFile, writeFile } from "node:fs/promises";
import { minify } from "@swc/core";

/**
 * Makes what esbuild wrote smaller once more: SWC also joins expressions, and leaves out what has no effect. Names at the top of a script
 * stay, unless it is a module, because the scripts of a worker share them. What would get longer, such as a part that is mostly data, stays
 * as it is.
 */
export const smaller = {
  name: "smaller",
  setup(builds) {
    const { charset, format } = builds.initialOptions;
    const options = {
      // A function that is put where it is used makes a script shorter, but longer when it is compressed.
      compress: { inline: 0, reduce_funcs: false },
      mangle: true,
      ecma: 2022,
      toplevel: format === "cjs",
      format: { asciiOnly: charset === "ascii", ecma: 2022 },
      module: false,
    };
    builds.onEnd(async ({ metafile, outputFiles }) => {
      if (outputFiles) return;
      const scripts = Object.keys(metafile?.outputs ?? {}).filter((path) => path.endsWith(".js"));
      await Promise.all(scripts.map((path) => shorten(path, options)));
    });
  },
};

async function shorten(path, options) {
  const text = await readFile(path, "utf8");
  const { code } = await minify(text, options);
  if (Buffer.byteLength(code) < Buffer.byteLength(text)) await writeFile(path, code);
}
