// Values that are computed when the product is bundled, so that programs need not read what they are made of.
import { resolve } from "node:path";
import { tsImport } from "tsx/esm/api";

/** Modules whose exports are functions without parameters that return data. */
const computed = ["server/src/core/services/consumers/detected-types.ts"];

/** Replaces these functions by what they return. */
export const computedValues = {
  name: "computed-values",
  setup(builds) {
    const paths = new Set(computed.map((path) => resolve(import.meta.dirname, "../..", path)));
    builds.onLoad({ filter: /\.ts$/, namespace: "file" }, async ({ path }) => {
      if (!paths.has(path)) return null;
      const functions = Object.entries(await tsImport(path, import.meta.url));
      const values = functions.map(
        ([name, compute]) =>
          `const ${name}Value = JSON.parse(${JSON.stringify(JSON.stringify(compute()))});\nexport const ${name} = () => ${name}Value;`,
      );
      return { contents: values.join("\n"), loader: "js" };
    });
  },
};
