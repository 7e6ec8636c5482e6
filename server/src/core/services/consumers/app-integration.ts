import { all, any, not, type Truth, truth } from "../../logic/truth.ts";
import { injected, type Integration } from "./integration.ts";
import {
  type Answer,
  anyAt,
  anyOf,
  type Fits,
  fitting,
  type Host,
  isOn,
  isWord,
  isWritten,
} from "./integration-settings.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Without *Route All*, an app sends only requests to private addresses and over service endpoints through the subnet, all others
 * past it (https://learn.microsoft.com/azure/app-service/overview-vnet-integration). On Linux it has to be on for private
 * endpoints (https://learn.microsoft.com/azure/app-service/app-service-key-vault-references); apps in a Flex Consumption plan
 * need no setting. Whether requests for tokens go through the subnet is not documented.
 */
function app(routesAll: Answer, isLinux: Truth, dns: Integration["dns"]): Integration {
  return {
    ...injected,
    dns,
    routesPublic: routesAll.truth,
    routesPrivate: any([routesAll.truth, not(isLinux), "maybe"]),
    because: routesAll.because,
  };
}

const routeAllOfSite = [
  "properties.outboundVnetRouting.allTraffic",
  "properties.outboundVnetRouting.applicationTraffic",
  "properties.vnetRouteAllEnabled",
  "properties.siteConfig.vnetRouteAllEnabled",
  "<Microsoft.Web/sites/config > properties.vnetRouteAllEnabled",
  "<Microsoft.Web/sites/slots/config > properties.vnetRouteAllEnabled",
];

export function siteIntegration(host: Host): Integration {
  const flex = anyAt(host, ["properties.functionAppConfig"], isWritten);
  const isLinux = any([
    anyAt(host, ["kind"], (kind) => typeof kind === "string" && /linux/i.test(kind)).truth,
    anyAt(host, ["properties.reserved"], isOn).truth,
  ]);
  const routesAll = anyOf([
    anyAt(host, routeAllOfSite, isOn),
    settingOfSite(host, "WEBSITE_VNET_ROUTE_ALL", isOn),
    flex,
  ]);
  const own = (fits: Fits): Truth =>
    any([
      anyAt(host, ["properties.dnsConfiguration.dnsServers[]"], fits).truth,
      settingOfSite(host, "WEBSITE_DNS_SERVER", fits).truth,
    ]);
  return app(routesAll, isLinux, dnsOf(own));
}

/**
 * An app asks the servers of its network, unless it names others
 * (https://learn.microsoft.com/azure/app-service/overview-vnet-integration).
 */
function dnsOf(own: (fits: Fits) => Truth): Integration["dns"] {
  if (own(isWritten) === "no") return "network";
  return own((value) => !isAzuresDns(value)) === "no" ? "azure" : "own";
}

const isAzuresDns = isWord("168.63.129.16");

/** Whether a setting of a site fits, in its own list of names and values or in a configuration beside it. */
function settingOfSite(host: Host, name: string, fits: Fits): Answer {
  const { found, isOpen } = host.read("properties.siteConfig.appSettings[].name");
  const named = found.map(({ field: { value }, steps }): Answer => {
    const isMeant = value.kind === "absent" ? "no" : fitting(value, isWord(foldWord(name)));
    if (isMeant === "no") return { truth: "no", because: [] };
    const item = steps.slice(0, -1).join(".").replaceAll(".[", "[");
    const answer = anyAt(host, [`${item}.value`], fits);
    return { truth: all([isMeant, answer.truth]), because: answer.because };
  });
  const configs = ["sites", "sites/slots"].map(
    (type) => `<Microsoft.Web/${type}/config > properties.${name}`,
  );
  return anyOf([...named, { truth: isOpen ? "maybe" : "no", because: [] }, anyAt(host, configs, fits)]);
}

export function azurermApp(host: Host): Integration {
  const paths = ["site_config.vnet_route_all_enabled", "app_settings.WEBSITE_VNET_ROUTE_ALL"];
  const flex: Answer = { truth: truth(host.type.includes("flex_consumption")), because: [] };
  const dns = dnsOf((fits) => anyAt(host, ["app_settings.WEBSITE_DNS_SERVER"], fits).truth);
  const isLinux = any([
    truth(host.type.includes("_linux_")),
    anyAt(host, ["os_type"], isWord("linux")).truth,
    anyAt(host, ["site_config.linux_fx_version"], isWritten).truth,
  ]);
  return app(anyOf([anyAt(host, paths, isOn), flex]), isLinux, dns);
}
