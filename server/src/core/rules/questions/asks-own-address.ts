import type { ResourceInstance } from "../../evaluate/types.ts";
import { readSteps } from "../../network/fields/read-path.ts";
import { foldWord } from "../../text/fold.ts";

/** Public services that answer with the address that a request comes from. */
const services: ReadonlySet<string> = new Set([
  ...["api.ipify.org", "api.my-ip.io", "api.myip.com", "api4.my-ip.io", "canihazip.com"],
  ...["checkip.amazonaws.com", "checkip.dyndns.org", "icanhazip.com", "ident.me", "ifconfig.co"],
  ...["ifconfig.io", "ifconfig.me", "ip.seeip.org", "ipapi.co", "ipecho.net", "ipinfo.io"],
  ...["ipv4.icanhazip.com", "ipv4.seeip.org", "jsonip.com", "myexternalip.com", "v4.ident.me"],
  ...["whatismyip.akamai.com", "wtfismyip.com"],
]);

const host = /(?:^|[\s"'/@])((?:[a-z\d-]+\.)+[a-z]+)/gi;
/** Some of the services answer questions about other addresses, which are in the path. */
const address = /\d\.\d+\.\d+\.\d/;

/**
 * Whether a data source of Terraform certainly asks a service for the address of the machine that Terraform runs on: `http` by its URL
 * (https://registry.terraform.io/providers/hashicorp/http/latest/docs/data-sources/http), `external` by the command that it runs.
 */
export function asksOwnAddress(instance: ResourceInstance): boolean {
  const steps = foldWord(instance.type()) === "http" ? ["url"] : ["program", "[]"];
  const { found } = readSteps(instance.body(), steps, instance.declaration.labelSpan);
  const texts = found.flatMap(({ field: { value } }) =>
    value.kind === "known" && typeof value.value === "string" ? [value.value] : [],
  );
  return texts.some((text) => !address.test(text) && hostsIn(text).some((each) => services.has(each)));
}

function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(host)].map(([, name = ""]) => foldWord(name));
}
