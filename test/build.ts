import { buildDist } from '../scripts/build.ts'

/** Vitest's global set-up: child-process tests run the built entry. */
export default buildDist
