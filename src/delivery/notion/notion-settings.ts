/** How Notion is reached, from the environment. */
export interface NotionSettings {
  /** NOTION_TOKEN; null where it is not set. Never shown. */
  readonly token: string | null
  /** POSTMORTEM_NOTION_PARENT: address or id of a page, a database or a data source; null where it is not set. */
  readonly parent: string | null
  /** POSTMORTEM_NOTION_PROPERTIES: `Incident ID=ID, Owner=DRI`; what is not named keeps its name. */
  readonly properties: Readonly<Record<string, string>>
  /** NOTION_BASE_URL, for a proxy; null for Notion itself. */
  readonly baseUrl: string | null
}
