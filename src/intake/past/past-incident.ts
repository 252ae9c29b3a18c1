import type { ItemDraft } from '../../domain/draft.ts'
import type { PostMortemText } from '../../review/document/read-document.ts'
import type { FrontMatter } from './front-matter.ts'

/** An item as it was read from a document, before it is held against the document's words. */
export interface PastItem {
  readonly draft: ItemDraft
  /** For an action: the day on which it was done, YYYY-MM-DD, where the document says it. */
  readonly doneOn?: string
  /** For a link of a chain of whys: the earlier item that it explains. */
  readonly explains?: PastItem
}

/** One incident as a document tells it. Nothing in it was guessed: what the document does not say is not here. */
export interface PastIncident {
  readonly title: string
  /** YYYY-MM-DD: the day of the incident by the document, or of its publication. */
  readonly day: string | null
  /** As the document writes it: "SEV-2", "P1". */
  readonly severity: string | null
  readonly tags: readonly string[]
  readonly items: readonly PastItem[]
  /** Passages that no field took, letter for letter. */
  readonly unplaced: readonly string[]
  /** The text that all excerpts stand in, letter for letter. */
  readonly text: string
}

/** A document, or the part of one that tells one incident. */
export interface PastDocument {
  /** Its words, letter for letter, front matter included. */
  readonly text: string
  readonly frontMatter: FrontMatter
  /** The file's name without its ending. */
  readonly name: string
  /** Its own heading, where the file holds several incidents. */
  readonly title?: string | undefined
  /** The text as it was read already. */
  readonly doc?: PostMortemText | undefined
}
