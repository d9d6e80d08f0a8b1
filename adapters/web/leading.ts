/** The things with which a list begins and of which `claim` is true; all of them where it never ends. */
export function leading<Thing>(things: readonly Thing[], claim: (thing: Thing) => boolean): readonly Thing[] {
  const end = things.findIndex((thing) => !claim(thing));
  return end === -1 ? things : things.slice(0, end);
}
