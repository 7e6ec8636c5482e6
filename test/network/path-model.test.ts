import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import type { Network } from "../../server/src/core/network/network.ts";
import { filesOf } from "../terraform/workspace.ts";
import { printPath } from "./print-path.ts";

/**
 * Each page draws one scene in several syntaxes, one block each, and says in a block `model` what all of them come to.
 * The word behind `hcl` says whose resources a block has.
 */
interface Drawing {
  readonly syntax: string;
  readonly text: string;
}

interface Scene {
  readonly heading: string;
  readonly drawings: readonly Drawing[];
  readonly model: string;
}

const folder = new URL("path-model/", import.meta.url);

describe.each(readdirSync(folder).map((file) => [file]))("%s", (file) => {
  describe.each(
    scenesOf(readFileSync(new URL(file, folder), "utf8")).map((scene) => [scene.heading, scene] as const),
  )("%s", (_, { drawings, model }) => {
    it.each(drawings.map(({ syntax, text }) => [syntax, text]))("in %s", (syntax, text) => {
      expect(printPath(networkOf(syntax, text)).join("\n")).toBe(model);
    });
  });
});

function scenesOf(page: string): readonly Scene[] {
  return page
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const blocks = [...part.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info = "", text = ""]) => ({
        syntax: info,
        text,
      }));
      return {
        heading: part.slice(0, part.indexOf("\n")),
        drawings: blocks.filter(({ syntax }) => syntax !== "model"),
        model: (blocks.find(({ syntax }) => syntax === "model")?.text ?? "").trimEnd(),
      };
    });
}

function networkOf(syntax: string, text: string): Network {
  const name = syntax.startsWith("hcl") ? "main.tf" : `main.${syntax}`;
  const root = syntax.startsWith("hcl") ? "" : name;
  const [world] = analyze({ root: `/w/${root}`, files: filesOf({ [name]: text }) }).worlds;
  if (!world) throw new Error("An analysis has a world.");
  return world.network;
}
