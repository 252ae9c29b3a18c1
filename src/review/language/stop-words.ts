const words = new Set(
  `a an the this that these those it its it's is are was were be been being am do does did done has have had having will would shall
  should can could may might must to of in on at by for from with without into onto over under about as than then so and or but nor
  if when while where which who whom whose what how why because since due there here their they them he she his her him we us our ours
  you your i me my mine one ones some any all each every both either neither no not only just also too very more most much many few
  less least other another itself themselves himself herself such same own again still yet already even ever never always up down out off through during before after
  between against per via within across around until till though although however thus hence therefore like well really actually
  basically simply quite rather got get gets getting let lets s t d ll re ve m don't didn't doesn't isn't wasn't weren't can't couldn't
  need needs needed go goes went going come came take takes took taken say says said make makes made put become became use used
  won't wouldn't that's there's etc e.g i.e ok okay yes yeah well hmm uh um oh kind sort thing things stuff way lot bit`.split(
    /\s+/,
  ),
)

/** Words that carry no content of their own. */
export function isStopWord(form: string): boolean {
  return words.has(form)
}
