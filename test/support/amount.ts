/** How much generated input a test takes: `usual` in `npm test`, `thorough` in `npm run test:thorough` and `npm run test:compilers`. */
export function amount(usual: number, thorough: number): number {
  return ["thorough", "compilers"].includes(process.env["TEST_MODE"] ?? "") ? thorough : usual;
}
