import { type Block, blocksOfRange } from "../ip/ip-range.ts";
import { IpSet } from "../ip/ip-set.ts";
import { serviceOf, type TagEntry } from "./service-tags.ts";
import { foldWord } from "../text/fold.ts";

/**
 * Reads packed tags, one per line: `Name@region inside!beside-without`. The tags of one region are inside
 * `AzureCloud.region`, and that is inside `AzureCloud`, so their blocks are written as positions in that tag, which are far smaller
 * numbers than addresses. `@region` is written only if the name does not end with it. Any other tag without a region starts with all
 * addresses of its regional tags. `beside` lists addresses to add, `without` addresses to remove.
 */
export function unpackTags(lines: readonly string[]): readonly TagEntry[] {
  const tags = lines.map(readName);
  const byName = new Map(tags.map((tag) => [foldWord(tag.name), tag]));
  const known = new Map<PackedTag, IpSet>();
  const laidOut = new Map<PackedTag, readonly Block[]>();
  const layoutOf = (frame: PackedTag): readonly Block[] => {
    const blocks = laidOut.get(frame) ?? layOut(addressesOf(frame));
    laidOut.set(frame, blocks);
    return blocks;
  };
  const baseOf = (tag: PackedTag, region: string, inside: string): IpSet => {
    const frame = byName.get(frameOf(tag.name, region));
    if (frame === tag) return IpSet.empty;
    if (serviceOf(tag.name) === null) return IpSet.unionOf(regionalTags(tag, tags).map(addressesOf));
    return setOf(frame ? place(readBlocks(inside), layoutOf(frame)) : []);
  };
  const addressesOf = (tag: PackedTag): IpSet => {
    const before = known.get(tag);
    if (before) return before;
    const { region, inside, beside, without } = readLine(tag.line);
    const base = baseOf(tag, region, inside);
    const added = beside === "" ? base : base.union(setOf(readBlocks(beside)));
    const addresses = without === "" ? added : added.minus(setOf(readBlocks(without)));
    known.set(tag, addresses);
    return addresses;
  };
  return tags.map((tag) => ({ name: tag.name, addresses: () => addressesOf(tag) }));
}

/** The addresses of a packed tag that is inside no other one, out of its line. */
export function readTag(line: string): IpSet {
  return setOf(readBlocks(readLine(line).beside));
}

/** The name, in small letters, of the tag that holds all addresses of the region of a tag: of `AzureCloud.region`, it is `AzureCloud`. */
export function frameOf(name: string, region: string): string {
  if (/^azurecloud(?:\.|$)/i.test(name)) return "azurecloud";
  return `azurecloud.${foldWord(region === "" ? name.slice(name.indexOf(".") + 1) : region)}`;
}

/**
 * The blocks of a set, the largest first. Laid end to end in this order each begins at a multiple of its size, so a block inside
 * of one of them has a position that is a multiple of its own size.
 */
export function layOut(frame: IpSet): readonly Block[] {
  return frame.ranges.flatMap(blocksOfRange).sort((a, b) => b.bits - a.bits || a.first - b.first);
}

/** The letters of numbers: five bits each, the least first; the letters of the second half say that more follow. */
export const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** A tag of which only the name was read, because there are thousands, and few are asked for. */
interface PackedTag {
  readonly name: string;
  readonly line: string;
}

interface PackedBlocks {
  readonly region: string;
  readonly inside: string;
  readonly beside: string;
  readonly without: string;
}

const written = /^[^@ ]+(?:@(?<region>\S+))? (?<inside>[^!-]*)(?:!(?<beside>[^-]*))?(?:-(?<without>.*))?$/;

function readName(line: string): PackedTag {
  const [before = ""] = line.split(" ", 1);
  const [name = ""] = before.split("@", 1);
  return { name, line };
}

function readLine(line: string): PackedBlocks {
  const { region = "", inside = "", beside = "", without = "" } = written.exec(line)?.groups ?? {};
  return { region, inside, beside, without };
}

function regionalTags({ name }: PackedTag, tags: readonly PackedTag[]): readonly PackedTag[] {
  return tags.filter((each) => serviceOf(each.name) === name);
}

/** A block is the letter of its bits and the number of blocks of its size since the end of the block before. */
function readBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (let at = 0; at < text.length;) {
    const size = 2 ** digits.indexOf(text.charAt(at++));
    let skipped = 0;
    for (let unit = 1, more = true; more; unit *= 32) {
      const digit = digits.indexOf(text.charAt(at++));
      more = digit >= 32;
      skipped += (digit % 32) * unit;
    }
    const first = (Math.floor(end / size) + skipped) * size;
    blocks.push({ first, bits: Math.log2(size) });
    end = first + size;
  }
  return blocks;
}

/** Turns positions among blocks laid end to end into addresses. Both are sorted. */
function place(positions: readonly Block[], blocks: readonly Block[]): readonly Block[] {
  let index = 0;
  let start = 0;
  return positions.flatMap(({ first, bits }) => {
    for (let block = blocks[index]; block && first >= start + 2 ** block.bits; block = blocks[++index])
      start += 2 ** block.bits;
    const block = blocks[index];
    return block ? [{ first: block.first + first - start, bits }] : [];
  });
}

function setOf(blocks: readonly Block[]): IpSet {
  return IpSet.of(blocks.map(({ first, bits }) => ({ first, last: first + 2 ** bits - 1 })));
}
