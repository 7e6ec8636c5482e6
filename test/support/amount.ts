/** How much generated input a test takes: `usual` in `npm test`, `thorough` in `npm run test:thorough`. */
export function amount(usual: number, thorough: number): number {
  return process.env["TEST_MODE"] === "thorough" ? thorough : usual;
}
