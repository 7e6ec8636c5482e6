import { beforeAll, expect, test } from "vitest";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { PictureParams, PictureResult } from "../../server/src/protocol/picture.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { callers, pictureOn, shop } from "../picture/picture-of.ts";
import { Editor } from "./support/editor.ts";
import { sliceOf } from "./support/places.ts";

const uri = "file:///w/main.bicep";
let editor: Editor;

beforeAll(async () => {
  editor = await Editor.start();
  await editor.open(uri, shop, "bicep");
});

function picture(params: Partial<PictureParams> = {}): Promise<PictureResult> {
  return editor.request(serverRequests.picture, { from: callers, ...params });
}

test("it is the picture of the command line, with the lines that decide", async () => {
  const { picture: drawn, lanes, leftOut, document } = await picture();
  expect(drawn).toEqual(pictureOn(shop, callers));
  expect(lanes.map((vault) => vault.length)).toEqual(drawn?.vaults.map((vault) => vault.lanes.length));
  expect([leftOut, document]).toEqual([{ vaults: 0, sources: 0 }, null]);
  const [, addresses, subnet] = lanes[0] ?? [];
  expect(addresses?.map(({ from }) => from)).toEqual(callers.slice(1, 5));
  const place = subnet?.[0].place;
  expect(place && sliceOf(shop, place.range, "utf-16")).toContain("snet-app");
});

test("it may be of one vault, and is written as a document if that is asked for", async () => {
  const { lanes } = await picture();
  const second = lanes[1]?.[0]?.[0];
  if (!second) throw new Error("There is a second vault.");
  const one = await picture({ to: { root: second.root, key: second.key }, document: true });
  expect(one.picture?.vaults.map(({ label }) => label)).toEqual(["kv-shop-dev"]);
  expect(one.document).toMatch(/^<svg [^]*Who can reach kv-shop-dev[^]*<\/svg>\n$/);
});

test("it is of all environments, or of one of them", async () => {
  const values = (name: string, address: string) =>
    editor.open(
      `file:///w/main.${name}.bicepparam`,
      `using 'main.bicep'\nparam ips = [{ value: '${address}' }]\n`,
      "bicep-params",
    );
  await values("dev", "192.0.2.1");
  await values("prod", "192.0.2.2");
  const { environments } = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
  expect(environments.map(({ name }) => name)).toContain("dev");
  const sources = (result: PictureResult) => result.picture?.vaults.at(-1)?.lanes.map(({ source }) => source);
  expect(sources(await picture({ from: ["192.0.2.1"] }))).toEqual(["192.0.2.1 (dev)", "192.0.2.1 (prod)"]);
  expect(sources(await picture({ from: ["internet"] }))).toEqual(["internet"]);
  const inProd = await picture({ from: ["192.0.2.1"], environment: "prod" });
  expect(inProd.picture?.vaults.at(-1)?.lanes.map(({ verdict }) => verdict)).toEqual(["denied"]);
});

test("of more than anybody can see, a part is drawn", async () => {
  const from = Array.from({ length: 120 }, (_, index) => `198.51.100.${index}`);
  expect((await picture({ from })).leftOut).toEqual({ vaults: 0, sources: 20 });
  const many = Array.from(
    { length: 25 },
    (_, index) => `resource v${index} 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv-${index}' }`,
  );
  await editor.open("file:///w/many.bicep", `${many.join("\n")}\n`, "bicep");
  const { picture: drawn, leftOut } = await picture({ from: ["internet"] });
  expect([drawn?.vaults.length, leftOut.vaults]).toEqual([20, 8]);
});
