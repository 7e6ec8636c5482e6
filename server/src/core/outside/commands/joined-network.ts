import { type Command, literalOf } from "../scripts/script.ts";

/**
 * Whether a command connects its machine with another network, through which later calls may go: a virtual private network, a mesh or
 * a tunnel.
 */
export function joinsNetwork({ words }: Command): boolean {
  const texts = words.map((word) => literalOf(word) ?? "");
  const start = texts.findIndex((text) => !/^(?:sudo|nohup|exec|command|call|-\w+)$/i.test(text));
  const [program = "", ...others] = texts.slice(start);
  const name = program.replace(/^.*[\\/]/, "").replace(/\.exe$/i, "");
  const isTunnel = name === "ssh" && others.some((each) => /^-[A-Za-z]*[Dw]/.test(each));
  return isTunnel || (clients.test(name) && !others.some((each) => leaving.test(each)));
}

const clients =
  /^(?:wg-quick|openvpn3?|openconnect|tailscale|twingate|zerotier-cli|warp-cli|netbird|sshuttle|rasdial)$/i;

/** What clients are asked for before or after a connection. */
const leaving = /^(?:--?version|--?help|down|disconnect|status|logout|leave)$/i;

/** Tasks and actions that connect their machine with another network, by their names. */
export function isNetworkStep(name: string): boolean {
  return /vpn|wireguard|tailscale|twingate|zerotier|cloudflare-?warp|netbird|tunnel/i.test(name);
}
