import { classifyIpEntry } from "../ip/ip-entry.ts";
import type { IpRange } from "../ip/ip-range.ts";
import { IpSet } from "../ip/ip-set.ts";
import { createServiceTags, type ServiceTags } from "./service-tags.ts";
import { foldWord } from "../text/fold.ts";

/** One tag of the published file, with its IPv4 ranges. */
export interface OfficialTag {
  readonly name: string;
  /** In small letters; empty for tags of the whole world. */
  readonly region: string;
  readonly ranges: readonly IpRange[];
}

/** The content of a file, or one line that says why it is not such a file. */
export type OfficialFile =
  | { readonly cloud: string; readonly published: string | null; readonly tags: readonly OfficialTag[] }
  | { readonly error: string };

/**
 * Reads the file that Microsoft publishes every week as `ServiceTags_Public_20260622.json`
 * (https://www.microsoft.com/download/details.aspx?id=56519). Its day is part of its name only. IPv6 prefixes are left
 * out, because Key Vault takes none in IP rules.
 */
export function readOfficialFile(text: string, fileName: string): OfficialFile {
  const content = parseJson(text);
  if (!isRecord(content) || !Array.isArray(content["values"]))
    return { error: "This is not a file of Azure's service tags: it has no list of values." };
  const tags: OfficialTag[] = [];
  for (const value of content["values"] as readonly unknown[]) {
    const tag = readTag(value);
    if (typeof tag === "string") return { error: tag };
    tags.push(tag);
  }
  if (tags.length === 0) return { error: "The file holds no service tags." };
  return { cloud: textOf(content["cloud"]), published: dayOf(textOf(content["published"]), fileName), tags };
}

/** The tags of a published file, to take the place of those that are built in; or why it has none. */
export function readServiceTags(
  text: string,
  fileName: string,
): { readonly tags: ServiceTags } | { readonly error: string } {
  const file = readOfficialFile(text, fileName);
  if ("error" in file) return file;
  const entries = file.tags.map(({ name, ranges }) => ({ name, addresses: () => IpSet.of(ranges) }));
  return { tags: createServiceTags(file.published, entries) };
}

function readTag(value: unknown): OfficialTag | string {
  const properties = isRecord(value) ? value["properties"] : undefined;
  if (!isRecord(value) || !isRecord(properties)) return "A value of the file has no properties.";
  const name = textOf(value["name"]);
  const prefixes = properties["addressPrefixes"];
  if (name === "" || !Array.isArray(prefixes)) return "A value of the file has no name or no prefixes.";
  const ranges: IpRange[] = [];
  for (const prefix of prefixes as readonly unknown[]) {
    const entry = classifyIpEntry(textOf(prefix));
    if (entry.kind === "cidr") ranges.push(entry.range);
    else if (entry.kind !== "ipv6") return `${name} has an invalid prefix: ${String(prefix)}`;
  }
  return { name, region: foldWord(textOf(properties["region"])), ranges };
}

function dayOf(published: string, fileName: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(published)) return published;
  const [, year, month, day] = /(\d{4})-?(\d{2})-?(\d{2})\.json$/i.exec(fileName) ?? [];
  return year && month && day ? `${year}-${month}-${day}` : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch {
    // Any text may be selected as a file; if it is not JSON, it is not a service tags file either.
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
