import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { World } from "../../server/src/core/access/worlds.ts";
import { documented } from "../../scripts/catalogue/documented.ts";
import { analyze, type Files } from "../../server/src/core/index.ts";
import { services } from "../../server/src/core/services/catalogue.ts";
import { consumersOf } from "../../server/src/core/services/consumers/find-consumers.ts";
import type { Service } from "../../server/src/core/services/service.ts";
import { consumersAt } from "../../server/src/core/report/hover/consumer-topic.ts";
import { describeTopic } from "../../server/src/core/report/hover/describe-topic.ts";
import { spanKey } from "../../server/src/core/text/document.ts";
import { languages } from "../../server/src/core/words/language.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { readPage, writeExpected } from "./consumers/page.ts";
import { printConsumers } from "./consumers/print.ts";

/**
 * Each entry of the catalogue has a page with a minimal deployment of its consumer in every syntax. A frame before it
 * declares a subnet, the vault `kv` it uses, and a vault for each setting to judge it at. All syntaxes must come to what
 * the page expects, which `UPDATE=1` writes; one that is left out has its reason in the catalogue.
 */
const folder = join(import.meta.dirname, "consumers");
const isUpdating = process.env["UPDATE"] === "1";

interface Syntax {
  /** The info string of its deployment's fence. */
  readonly fence: string;
  readonly frame: string;
  readonly root: string;
  readonly join: (frame: string, written: string) => string;
  /** Why the entry cannot be written in it. */
  readonly reason: (service: Service) => string | undefined;
}

const inArm: Syntax["reason"] = (service) => documented(service).detection.hidden?.arm;
const inAzurerm: Syntax["reason"] = (service) => documented(service).detection.hidden?.terraform;

const syntaxes: readonly Syntax[] = [
  { fence: "bicep", frame: "frame.bicep", root: "/test/main.bicep", join: append, reason: inArm },
  { fence: "json", frame: "frame.json", root: "/test/main.json", join: amongResources, reason: inArm },
  { fence: "hcl azapi", frame: "frame.tf", root: "/test/main.tf", join: append, reason: inArm },
  { fence: "hcl azurerm", frame: "frame.tf", root: "/test/main.tf", join: append, reason: inAzurerm },
];

describe.each(services())("$id", (service) => {
  const page = join(folder, `${service.id}.md`);
  const written = readPage(page);
  const shown = syntaxes.filter(({ fence }) => written.has(fence));

  it.each(shown)("in $fence", (syntax) => {
    const actual = printConsumers(worldsOf(syntax, written.get(syntax.fence) ?? ""), service);
    if (isUpdating && syntax === shown[0]) writeExpected(page, actual);
    expect(actual).toBe(readPage(page).get("text"));
    expect(actual).toContain("kv");
  });

  it.each(shown)("says in $fence where it is written what it needs, and what it gets", (syntax) => {
    const worlds = worldsOf(syntax, written.get(syntax.fence) ?? "");
    const labels = worlds.flatMap(({ network }) =>
      consumersOf(network).flatMap((each) => (each.service === service ? [each.resource.label] : [])),
    );
    for (const label of labels) {
      const topic = consumersAt(worlds, (span) => spanKey(span) === spanKey(label));
      for (const language of languages) {
        const text = topic ? describeTopic(topic, wordsIn(language)) : "";
        expect(text.split("\n").length).toBeLessThanOrEqual(12);
        expect(text).toMatch(/^\*\*.+\*\* (?:→ .+: |uses|verwendet).+/);
        if (topic && topic.meetings.length <= 3) {
          expect(text.match(/^- \*\*/gm)).toHaveLength(4);
          expect(text).toMatch(/\]\(https:[^)]+\)[^\n]* \d{4}-\d\d-\d\d/);
        }
      }
    }
    expect(labels.length).toBeGreaterThan(0);
  });

  it("is shown in every syntax, or says why not", () => {
    const missing = syntaxes.filter((syntax) => !shown.includes(syntax) && !syntax.reason(service));
    expect(missing.map(({ fence }) => fence)).toEqual([]);
  });
});

it("has no page without an entry", () => {
  const pages = readdirSync(folder).filter((file) => file.endsWith(".md"));
  const ids = new Set(services().map(({ id }) => id));
  expect(pages.filter((page) => !ids.has(basename(page, ".md")))).toEqual([]);
});

function worldsOf({ frame, root, join: put }: Syntax, written: string): readonly World[] {
  const text = put(readFileSync(join(folder, frame), "utf8"), written);
  const files: Files = {
    get: (id) => (id === root ? { id, text } : null),
    resolve: (_, path) => path,
    list: () => [root],
  };
  const { worlds, problems } = analyze({ root, files });
  expect(problems).toEqual([]);
  return worlds;
}

function append(frame: string, written: string): string {
  return `${frame}\n${written}`;
}

/** The page has a list of resources, to go on with those of the frame. */
function amongResources(frame: string, written: string): string {
  const end = frame.lastIndexOf("]");
  const inner = written.trim().replace(/^\[/, "").replace(/\]$/, "");
  return `${frame.slice(0, end)},${inner}${frame.slice(end)}`;
}
