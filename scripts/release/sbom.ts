/**
 * Writes what the extension and the command line are made of, as CycloneDX JSON, to the file given:
 *
 *     npm run sbom       writes dist/sbom.cdx.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { bundledPackages } from "./bundled-packages.ts";

const root = join(import.meta.dirname, "../..");
const to = process.argv[2] ?? join(root, "dist/sbom.cdx.json");
writeFileSync(to, billOfMaterials());

/** The packages in the bundles as a bill of materials in CycloneDX 1.6; reproducible for the same versions. */
function billOfMaterials(): string {
  const { displayName, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly displayName: string;
    readonly version: string;
    readonly license: string;
  };
  const product = new Models.Component(Enums.ComponentType.Application, displayName, {
    version,
    bomRef: displayName,
  });
  product.licenses.add(new Models.SpdxLicense(license));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: product }) });
  for (const { name, version: of, license, page } of bundledPackages()) {
    const purl = `pkg:npm/${encodeURIComponent(name).replace("%2F", "/")}@${of}`;
    const part = new Models.Component(Enums.ComponentType.Library, name, { version: of, purl, bomRef: purl });
    part.licenses.add(new Models.SpdxLicense(license));
    part.externalReferences.add(new Models.ExternalReference(page, Enums.ExternalReferenceType.VCS));
    bom.components.add(part);
    product.dependencies.add(part.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
