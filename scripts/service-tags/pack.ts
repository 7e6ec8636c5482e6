import { type Block, blocksOfRange } from "../../server/src/core/ip/ip-range.ts";
import { IpSet } from "../../server/src/core/ip/ip-set.ts";
import { digits, frameOf, layOut } from "../../server/src/core/services/packed-tags.ts";
import { type OfficialTag, serviceOf } from "../../server/src/core/services/service-tags.ts";

/** Packs tags, one a line, in the form that `unpackTags` reads and explains. */
export function packTags(tags: readonly OfficialTag[]): readonly string[] {
  const sets = new Map(tags.map(({ name, ranges }) => [name.toLowerCase(), IpSet.of(ranges)]));
  return tags.map((tag) => packTag(tag, sets));
}

function packTag({ name, region }: OfficialTag, sets: ReadonlyMap<string, IpSet>): string {
  const own = sets.get(name.toLowerCase()) ?? IpSet.empty;
  if (serviceOf(name) !== null) return packRegional(name, own, region, sets);
  if (frameOf(name, "") === name.toLowerCase()) return line(name, [], blocksOf(own), []);
  const regional = [...sets].filter(([other]) => serviceOf(other) === name.toLowerCase());
  const base = IpSet.unionOf(regional.map(([, set]) => set));
  return line(name, [], blocksOf(own.minus(base)), blocksOf(base.minus(own)));
}

function packRegional(name: string, own: IpSet, region: string, sets: ReadonlyMap<string, IpSet>): string {
  const isPlain = sets.has(frameOf(name, "")) || !sets.has(frameOf(name, region));
  const frame = frameOf(name, isPlain ? "" : region);
  const set = sets.get(frame);
  const label = isPlain ? name : `${name}@${region}`;
  if (!set) return line(label, [], blocksOf(own), []);
  return line(label, positionsOf(blocksOf(own.intersect(set)), layOut(set)), blocksOf(own.minus(set)), []);
}

/** Where blocks begin in a frame of consecutive blocks, sorted. */
function positionsOf(blocks: readonly Block[], frame: readonly Block[]): readonly Block[] {
  let start = 0;
  return frame.flatMap((around) => {
    const here = start;
    const last = around.first + 2 ** around.bits;
    start += 2 ** around.bits;
    return blocks
      .filter(({ first }) => first >= around.first && first < last)
      .map(({ first, bits }) => ({ first: here + first - around.first, bits }));
  });
}

function line(
  label: string,
  inside: readonly Block[],
  beside: readonly Block[],
  without: readonly Block[],
): string {
  const added = beside.length > 0 ? `!${write(beside)}` : "";
  return `${label} ${write(inside)}${added}${without.length > 0 ? `-${write(without)}` : ""}`;
}

function write(blocks: readonly Block[]): string {
  let end = 0;
  return blocks
    .map(({ first, bits }) => {
      const skipped = first / 2 ** bits - Math.floor(end / 2 ** bits);
      end = first + 2 ** bits;
      return digits.charAt(bits) + writeNumber(skipped);
    })
    .join("");
}

function writeNumber(number: number): string {
  const rest = Math.floor(number / 32);
  return rest === 0 ? digits.charAt(number) : digits.charAt(32 + (number % 32)) + writeNumber(rest);
}

function blocksOf(set: IpSet): readonly Block[] {
  return set.ranges.flatMap(blocksOfRange);
}
