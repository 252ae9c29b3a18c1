export { compose, type Facilitator } from './src/compose.ts'
export type { Options } from './src/config.ts'
export type { DomainContext } from './src/domain/context.ts'
export { Incident } from './src/domain/incident.ts'
export {
  BadInputError,
  ConfigurationError,
  ConflictError,
  NotFoundError,
  PostMortemError,
  ProviderError,
} from './src/errors.ts'
export { catalog } from './src/operations/catalog.ts'
export type { Deps, Effect, Form, Operation } from './src/operations/operation.ts'
export type { Store } from './src/store/store.ts'
