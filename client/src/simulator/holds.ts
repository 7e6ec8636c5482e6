/** Whether an IPv4 prefix such as `10.1.0.0/16` holds an address; false of anything that is not written like that. */
export function holds(prefix: string, address: string): boolean {
  const [network = "", length = ""] = prefix.split("/");
  const [first, asked] = [parse(network), parse(address.split(/[/-]/)[0] ?? "")];
  if (first === null || asked === null || !/^\d{1,2}$/.test(length)) return false;
  const size = 2 ** (32 - Number(length));
  return Math.floor(first / size) === Math.floor(asked / size);
}

function parse(text: string): number | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
