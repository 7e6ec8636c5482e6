// The libraries of the MCP server run text as code where they may: a validator of schemas that compiles them, and one that asks whether it could.
// The bundle has the validator that reads schemas, and the question is answered.
import { readFileSync } from "node:fs";

const shims = "@modelcontextprotocol/server/_shims";

export const noTextAsCode = {
  name: "no-text-as-code",
  setup(builds) {
    builds.onResolve({ filter: new RegExp(`^${shims}$`) }, ({ resolveDir }) => ({
      path: shims,
      namespace: "no-text-as-code",
      pluginData: resolveDir,
    }));
    builds.onLoad({ filter: /./, namespace: "no-text-as-code" }, ({ pluginData: resolveDir }) => ({
      contents: `
        export { CfWorkerJsonSchemaValidator as DefaultJsonSchemaValidator } from "@modelcontextprotocol/server/validators/cf-worker";
        export { default as process } from "node:process";`,
      resolveDir,
    }));
    builds.onLoad({ filter: /zod\/v4\/core\/util\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace('new F("");', "throw F;"),
      loader: "js",
    }));
  },
};
