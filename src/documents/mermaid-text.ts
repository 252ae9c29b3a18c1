import { readableLine } from '../domain/readable.ts'

/**
 * Somebody's words inside a Mermaid label: every character that the diagram languages read as syntax becomes one of Mermaid's
 * own entities (`#58;` for a colon), which show as the character. Words that Mermaid reads as keywords anywhere in a line
 * ("style", "classDef") lose nothing visible: their first letter becomes an entity too. No words at all become an ellipsis, since
 * a label may not be empty.
 */
export function mermaidText(text: string): string {
  return (readableLine(text) || '…')
    .replace(/[#;:"<>{}[\]()|`%\\&$]/g, (letter) => `#${letter.charCodeAt(0)};`)
    .replace(/\b(style|classDef|end)\b/gi, (word) => `#${word.charCodeAt(0)};${word.slice(1)}`)
}
