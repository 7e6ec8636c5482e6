import { describe, expect, test } from "vitest";
import { type PictureLane, piecesOf, type Shape } from "../../server/src/core/formats/picture/layout.ts";
import { callers, pictureOn, shop } from "./picture-of.ts";

const picture = pictureOn(shop, callers);
const [prod, dev, data] = picture.vaults;
const gates = textsOf(picture.head.shapes, "gate");

test("sources are at the left, answers and vaults at the right", () => {
  expect(picture.vaults.map(({ label }) => label)).toEqual([
    "kv-shop-prod",
    "kv-shop-dev",
    "kv-analytics-warehouse-prod",
  ]);
  expect(prod?.lanes.map(({ source, summary, verdict }) => [source, summary, verdict])).toEqual([
    ["internet", "Denied · default", "denied"],
    ["4 addresses", "Allowed · IP rule", "allowed"],
    ["vnet-shop/snet-app", "Allowed · subnet rule 1", "allowed"],
    ["vnet-shop/snet-data", "Denied · security group", "denied"],
    ["azure-backup", expect.stringMatching(/^Allowed for “/), "allowed"],
    ["203.0.113.0/27", "Partial · 16 of 32", "partial"],
  ]);
  expect(dev?.lanes[0]).toMatchObject({ source: "internet", verdict: "exposed" });
});

test("what is drawn as one names all that it stands for", () => {
  expect(prod?.lanes[1]?.title).toBe(
    "4 addresses (203.0.113.0/28, 198.51.100.1, 198.51.100.2, 198.51.100.3): Allowed · IP rule. IP rule 1 (203.0.113.0/28) matches.",
  );
  // Three that are alike are still told apart.
  const few = pictureOn(shop, ["internet", "198.51.100.1", "198.51.100.2", "198.51.100.3"]);
  expect(few.vaults[0]?.lanes.map(({ source }) => source)).toEqual([
    "internet",
    "198.51.100.1",
    "198.51.100.2",
    "198.51.100.3",
  ]);
});

describe("a lane ends at the gate that decides", () => {
  test.each([
    ["internet", "out", "Everything else"],
    ["vnet-shop/snet-data", "out", "Network security group"],
    ["4 addresses", "in", "IP rules"],
    ["vnet-shop/snet-app", "in", "Subnet rules"],
    ["azure-backup", "in", "Trusted services"],
    ["203.0.113.0/27", "maybe", "IP rules"],
  ])("that of %s as %s at %s", (source, look, gate) => {
    const lane = prod?.lanes.find((each) => each.source === source);
    if (!lane) throw new Error(`There is no lane of ${source}.`);
    expect(endOfWay(lane)).toBe(columnOf(gate));
    const ends = lane.shapes.filter((shape) => ["in", "out", "maybe"].includes(shape.look));
    expect(ends.map((shape) => shape.look)).toEqual([look]);
  });

  test("and passes others before it, which are marked", () => {
    const passed = (lane: PictureLane | undefined) =>
      lane?.shapes.filter(({ look }) => look === "pass").length ?? 0;
    expect(passed(prod?.lanes[2])).toBeGreaterThan(passed(prod?.lanes[1]));
    expect(passed(prod?.lanes[3])).toBe(1);
  });
});

test("gates are drawn if a source meets them, and some of every vault", () => {
  expect(gates).toHaveLength(9);
  expect(textsOf(pictureOn(shop, ["internet"]).head.shapes, "gate")).toEqual([
    "Public access",
    "Default action",
    "IP rules",
    "Everything else",
  ]);
});

test("nothing lies outside, and no two lanes meet", () => {
  const all = picture.vaults.flatMap(({ lanes }) => lanes);
  const distances = all.slice(1).map(({ y }, index) => y - (all[index]?.y ?? 0));
  expect(Math.min(...distances)).toBeGreaterThan(30);
  expect(all.at(-1)?.y).toBeLessThan(picture.height);
  for (const shape of [...picture.head.shapes, ...all.flatMap(({ shapes }) => shapes)])
    if ("x" in shape) expect(shape.x).toBeLessThan(picture.width);
});

test("long names are broken where that can be, and cut where not", () => {
  expect(textsOf(data?.shapes ?? [], "title")).toEqual(["kv-analytics- warehouse-prod"]);
  expect(piecesOf("Netzwerksicherheitsgruppe", 15, "-")).toEqual(["Netzwerksicher-", "heitsgruppe"]);
  expect(piecesOf("azurerm_key_vault.synapse", 15)).toEqual(["azurerm_key_", "vault.synapse"]);
  expect(piecesOf("Trusted services, subnet rules", 12)).toEqual(["Trusted", "services,", "subnet rules"]);
});

/** The names of columns or boxes, whose lines are texts of their own. */
function textsOf(shapes: readonly Shape[], look: string): readonly string[] {
  const lines = new Map<number, string[]>();
  for (const shape of shapes)
    if ("text" in shape && shape.look === look)
      lines.set(shape.x, [...(lines.get(shape.x) ?? []), shape.text]);
  return [...lines.values()].map((own) => own.join(" "));
}

function columnOf(gate: string): number | undefined {
  const shapes = picture.head.shapes.filter((shape) => "text" in shape);
  const xs = [...new Set(shapes.map(({ x }) => x))];
  return xs[gates.indexOf(gate)];
}

function endOfWay({ shapes }: PictureLane): number {
  const way = shapes.find(({ look }) => look === "way");
  return Number(way && "d" in way ? way.d.split("H")[1] : NaN);
}
